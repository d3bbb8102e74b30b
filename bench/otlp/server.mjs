// Takes OTLP as the daemon does, and gathers the documents for calls of PutTraceSegments, whose bodies it writes where it is
// told to: `node server.mjs ROOMS [calls]`. Tells what it took and its CPU time.
const [roomsUrl, mode] = process.argv.slice(2)
const { createOtlpHttpServer, spansToDocuments } = await import(roomsUrl)

const DOCUMENTS_PER_CALL = 50
let spansTaken = 0
let callsPacked = 0
let bytesWritten = 0
let waiting = []

function pack(spans) {
  for (const { bytes } of spansToDocuments(spans).documents) {
    waiting.push(bytes)
    if (waiting.length === DOCUMENTS_PER_CALL) {
      callsPacked++
      if (mode === 'calls') bytesWritten += callBody(waiting).length
      waiting = []
    }
  }
  spansTaken += spans.length
  return true
}

const decoder = new TextDecoder()

function callBody(documents) {
  const TraceSegmentDocuments = documents.map(bytes => decoder.decode(bytes))
  return Buffer.from(JSON.stringify({ TraceSegmentDocuments }))
}

const server = await createOtlpHttpServer({
  host: '127.0.0.1',
  port: 0,
  onSpans: pack,
  onSpansRefused: refusals => {
    throw new Error(refusals[0].message)
  },
  onError: error => {
    throw error
  },
})
process.on('message', () => {
  const { user, system } = process.cpuUsage()
  process.send({ spansTaken, callsPacked, bytesWritten, cpuMicros: user + system })
})
process.on('disconnect', () => process.exit())
process.send({ port: server.port })
