// Takes what the contenders send and forgets it: datagrams, and OTLP over HTTP.
import { createSocket } from 'node:dgram'
import { createServer } from 'node:http'

const udp = createSocket('udp4').on('message', () => {})
const http = createServer((request, response) => request.resume().on('end', () => response.end()))
udp.bind(0, '127.0.0.1', () =>
  http.listen(0, '127.0.0.1', () => process.send({ udp: udp.address().port, http: http.address().port })),
)
process.on('disconnect', () => process.exit())
