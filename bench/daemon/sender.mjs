// Sends documents of a size at a steady rate: `node sender.mjs PORT COUNT PER_SECOND BYTES`. Prints how long it took.
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

const [port, count, perSecond, bytes] = process.argv.slice(2).map(Number)
const HEADER = '{"format":"json","version":1}\n'

const socket = createSocket({ type: 'udp4', sendBufferSize: 4 * 1024 * 1024 })
socket.connect(port, '127.0.0.1')
await once(socket, 'connect')
const datagrams = Array.from({ length: count }, (_, index) => datagram(index))

const start = process.hrtime.bigint()
let sent = 0
while (sent < count) {
  const millis = Number(process.hrtime.bigint() - start) / 1e6
  const due = perSecond > 0 ? Math.min(count, Math.floor((millis * perSecond) / 1000) + 1) : count
  while (sent < due) socket.send(datagrams[sent++])
  // A millisecond of sleep would come in clumps: the loop only lets the kernel's answers in.
  await new Promise(resolve => setImmediate(resolve))
}
process.stdout.write(`${Number(process.hrtime.bigint() - start) / 1e6}\n`)
socket.close()

function datagram(index) {
  const id = index.toString(16).padStart(16, '0')
  const document = {
    name: 'shop-front',
    id,
    trace_id: `1-581cf771-${id.padStart(24, 'a')}`,
    start_time: 1_500_000_000.25,
    end_time: 1_500_000_000.5,
    http: {
      request: { method: 'GET', url: 'http://shop.example/products/teapot' },
      response: { status: 200 },
    },
    metadata: { default: { note: '' } },
  }
  const missing = bytes - JSON.stringify(document).length
  document.metadata.default.note = 'x'.repeat(missing)
  return Buffer.from(HEADER + JSON.stringify(document))
}
