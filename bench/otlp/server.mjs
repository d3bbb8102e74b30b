// Takes OTLP as the daemon does, and gathers the documents for calls of PutTraceSegments; tells what it took and its CPU time.
const [roomsUrl] = process.argv.slice(2)
const { createOtlpHttpServer, spansToDocuments } = await import(roomsUrl)

const DOCUMENTS_PER_CALL = 50
let spansTaken = 0
let callsPacked = 0
let waiting = []

function pack(spans) {
  for (const { bytes } of spansToDocuments(spans).documents) {
    waiting.push(bytes)
    if (waiting.length === DOCUMENTS_PER_CALL) {
      callsPacked++
      waiting = []
    }
  }
  spansTaken += spans.length
  return true
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
  process.send({ spansTaken, callsPacked, cpuMicros: user + system })
})
process.on('disconnect', () => process.exit())
process.send({ port: server.port })
