// Sends documents over UDP, so many a second for so long: node send-documents.mjs PORT PER_SECOND SECONDS
import { createSocket } from 'node:dgram'
import { shopDocuments } from './shop-documents.mjs'

const [port, perSecond, seconds] = process.argv.slice(2).map(Number)
const traces = Math.ceil((perSecond * seconds) / 5)
const header = '{"format":"json","version":1}\n'
const datagrams = []
for (let trace = 0; trace < traces; trace++) {
  for (const text of shopDocuments(trace, traces)) datagrams.push(Buffer.from(header + text))
}

const socket = createSocket('udp4')
await new Promise(resolve => socket.connect(port, '127.0.0.1', resolve))
const start = performance.now()
let sent = 0
while (sent < datagrams.length) {
  // As many as are due by now, evenly: a burst would not be a rate.
  const due = Math.min(datagrams.length, Math.floor(((performance.now() - start) / 1000) * perSecond))
  while (sent < due) socket.send(datagrams[sent++])
  await new Promise(resolve => setTimeout(resolve, 1))
}
await new Promise(resolve => socket.send('', resolve))
process.stdout.write(JSON.stringify({ sent, millis: performance.now() - start }))
socket.close()
