// In the place of a daemon and of a collector: reads everything, and tells how many datagrams came.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'

const udp = createSocket('udp4')
const http = createServer((request, response) => request.resume().on('end', () => response.end()))
let datagrams = 0
udp.on('message', () => datagrams++)
udp.bind(0, '127.0.0.1', () =>
  http.listen(0, '127.0.0.1', () => process.send([udp.address().port, http.address().port])),
)
process.on('message', () => process.send(datagrams))
process.on('disconnect', () => process.exit())
