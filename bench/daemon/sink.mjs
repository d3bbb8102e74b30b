// An X-Ray that takes everything: answers PutTraceSegments, and tells how many documents it has.
import { createServer } from 'node:http'

let documents = 0
const server = createServer((request, response) => {
  const chunks = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    if (request.url === '/TraceSegments')
      documents += JSON.parse(Buffer.concat(chunks).toString()).TraceSegmentDocuments.length
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"UnprocessedTraceSegments":[]}')
  })
})
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('message', () => {
  process.send({ documents })
  documents = 0
})
process.on('disconnect', () => process.exit())
