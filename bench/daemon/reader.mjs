// A bare `dgram` reader that keeps its messages: `node reader.mjs BUFFER_BYTES`. Answers each message with what it has.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

const [bufferBytes] = process.argv.slice(2).map(Number)
let kept = []
const socket = createSocket('udp4')
socket.on('message', message => kept.push(message))
socket.bind(0, '127.0.0.1')
await once(socket, 'listening')
if (bufferBytes > 0) socket.setRecvBufferSize(bufferBytes)

process.on('message', () => {
  process.send({ arrived: kept.length, port: socket.address().port, granted: socket.getRecvBufferSize() / 2 })
  kept = []
})
process.on('disconnect', () => process.exit())
process.send({ port: socket.address().port })
