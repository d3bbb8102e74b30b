// Makes traces of five spans, so many spans a second; tells its accounts each second, and at the end when all is settled.
import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
import { XRaySpanExporter, XRaySpanProcessor } from 'spanray'

const TICK_MILLIS = 50

const [, , port, spansPerSecond, seconds] = process.argv
const exporter = new XRaySpanExporter({ endpoint: `udp://127.0.0.1:${port}` })
const provider = new BasicTracerProvider({ spanProcessors: [new XRaySpanProcessor(exporter)] })
const tracer = provider.getTracer('soak')
const start = performance.now()
let ended = 0

const making = setInterval(() => {
  const due = Math.min((performance.now() - start) / 1000, seconds) * spansPerSecond
  while (ended < due) request()
}, TICK_MILLIS)
const telling = setInterval(tell, 1000)
setTimeout(async () => {
  clearInterval(making)
  clearInterval(telling)
  await provider.forceFlush()
  tell()
  process.disconnect()
}, seconds * 1000)

function tell() {
  globalThis.gc()
  process.send({ ended, stats: exporter.stats(), heapBytes: process.memoryUsage().heapUsed })
}

function request() {
  const root = tracer.startSpan('request', { kind: 1, attributes: { number: ended } }, ROOT_CONTEXT)
  const inside = trace.setSpan(context.active(), root)
  for (let call = 0; call < 4; call++) tracer.startSpan('call', { attributes: { call } }, inside).end()
  root.end()
  ended += 5
}
