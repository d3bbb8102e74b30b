// In the place of X-Ray: takes documents and spans, and answers 50 ms later. Tells how many calls and bytes came.
import { createServer } from 'node:http'

const LATENCY_MILLIS = 50

let calls = 0
let bytes = 0
const server = createServer((request, response) => {
  calls++
  request
    .on('data', chunk => {
      bytes += chunk.length
    })
    .on('end', () =>
      setTimeout(
        () => response.end(request.url === '/TraceSegments' ? '{"UnprocessedTraceSegments":[]}' : ''),
        LATENCY_MILLIS,
      ),
    )
}).listen(0, '127.0.0.1', () => process.send(server.address().port))
process.on('message', () => {
  process.send({ calls, bytes })
  calls = 0
  bytes = 0
})
process.on('disconnect', () => process.exit())
