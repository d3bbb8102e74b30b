// Hands over so many documents at once, and tells how long it took to be rid of them.
import { ROOT_CONTEXT } from '@opentelemetry/api'
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
import { XRaySpanExporter, XRaySpanProcessor } from 'spanray'

const [, , port, count] = process.argv
const exporter = new XRaySpanExporter({ endpoint: `udp://127.0.0.1:${port}` })
const provider = new BasicTracerProvider({ spanProcessors: [new XRaySpanProcessor(exporter)] })
const tracer = provider.getTracer('bench')
const spans = Array.from({ length: Number(count) }, () =>
  tracer.startSpan('request', { kind: 1 }, ROOT_CONTEXT),
)
const start = performance.now()
for (const span of spans) span.end()
await provider.forceFlush()
process.send({ millis: performance.now() - start, stats: exporter.stats().documents })
process.disconnect()
