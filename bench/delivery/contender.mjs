// An app whose spans go the way that its argument names; behind a bar, of which kind its requests are. Answers each message
// with the CPU time of so many spans.
import { createSocket } from 'node:dgram'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { XRaySpanExporter, XRaySpanProcessor } from 'spanray'
import { requestOfItsOwn, SPANS_PER_TRACE, sameRequest } from './requests.mjs'

const TRACES_PER_BURST = 10
/** Of such a trace. */
const DATAGRAM_BYTES = 1530

const [, , name, udpPort, deadPort, httpPort] = process.argv
const [way, kind] = name.split(' | ')
const request = kind === 'no two alike' ? requestOfItsOwn : sameRequest
const nothing = {
  export: (_, done) => done({ code: 0 }),
  forceFlush: async () => {},
  shutdown: async () => {},
}
/** Says that all is sent. */
const nowhere = {
  maxDocumentBytes: 64_000,
  send: async documents => documents.map(() => ({ kind: 'sent' })),
  flush: async () => {},
  flushSync: () => {},
  close: async () => {},
}
/** It would drop what comes faster than it exports. */
const ROOM = { maxQueueSize: 20_000 }

const WAYS = {
  'nothing, our processor': () => new XRaySpanProcessor(nothing),
  'spanray, to a daemon': () => new XRaySpanProcessor(toXRay(udpPort)),
  'spanray, nobody listens': () => new XRaySpanProcessor(toXRay(deadPort)),
  'the datagrams alone': () => new XRaySpanProcessor(sameDatagrams(udpPort)),
  'the documents alone': () => new XRaySpanProcessor(new XRaySpanExporter({}, nowhere)),
  'nothing, batch processor': () => new BatchSpanProcessor(nothing, ROOM),
  'OTLP protobuf, to a collector': () =>
    new BatchSpanProcessor(new OTLPTraceExporter({ url: `http://127.0.0.1:${httpPort}/v1/traces` }), ROOM),
}

const provider = new BasicTracerProvider({
  resource: resourceFromAttributes({ 'service.name': 'shop', 'service.version': '1.4.2' }),
  spanProcessors: [WAYS[way]()],
})
const tracer = provider.getTracer('bench')

process.on('message', async spans => {
  const before = process.cpuUsage()
  for (let made = 0; made < spans; made += TRACES_PER_BURST * SPANS_PER_TRACE) {
    for (let count = 0; count < TRACES_PER_BURST; count++) request(tracer)
    await new Promise(resolve => setTimeout(resolve, 1))
  }
  await provider.forceFlush()
  const { user, system } = process.cpuUsage(before)
  process.send((user + system) / spans)
})
process.on('disconnect', () => process.exit())

function toXRay(port) {
  return new XRaySpanExporter({ endpoint: `udp://127.0.0.1:${port}` })
}

/** Converts nothing, and sends as many bytes for each trace as our exporter does. */
function sameDatagrams(port) {
  const datagram = Buffer.alloc(DATAGRAM_BYTES, 'x')
  const socket = createSocket('udp4').unref()
  socket.connect(port, '127.0.0.1')
  return { ...nothing, export: (_, done) => socket.send(datagram, () => done({ code: 0 })) }
}
