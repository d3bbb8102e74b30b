// One receiver of datagrams: bare, or ours; tells how many it has when it is asked.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

const [contender, bufferBytes, roomsUrl] = process.argv.slice(2)
const { port, count } = contender === 'bare' ? await openBare() : await openOurs()
process.on('message', () => process.send(count()))
process.on('disconnect', () => process.exit())
process.send({ port })

async function openBare() {
  const kept = []
  const socket = createSocket('udp4', datagram => kept.push(datagram))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  if (bufferBytes > 0) socket.setRecvBufferSize(Number(bufferBytes))
  return {
    port: socket.address().port,
    count: () => kept.length,
    receiveBufferBytes: socket.getRecvBufferSize(),
  }
}

/** As the daemon takes documents in: read a little later than they come, checked, and put into batches. */
async function openOurs() {
  const { createReadingQueue, openUdpSocket, parseDatagram, parseDocument } = await import(roomsUrl)
  const documents = []
  const queue = createReadingQueue(64 * 1024 * 1024, datagram => {
    const { text } = parseDatagram(datagram)
    if (text && !parseDocument(text).refusal) documents.push(datagram.subarray(datagram.indexOf(10) + 1))
  })
  const { port } = await openUdpSocket({
    host: '127.0.0.1',
    port: 0,
    receiveBufferBytes: Number(bufferBytes),
    onDatagram: datagram => queue.add(datagram),
    onError: error => {
      throw error
    },
  })
  return { port, count: () => documents.length }
}
