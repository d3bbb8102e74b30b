// An app that makes so many spans a second, each a trace of its own, and sends them where its argument says: nowhere for
// `nowhere`; without one it does nothing. Tells what became of them, and the most memory that it had.
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const [, , endpoint, spansPerSecond, seconds] = process.argv
const TICK_MILLIS = 10

const accounts = endpoint ? await sendSpans() : await sleep(seconds * 1000)
process.send({ ...accounts, peakBytes: peakBytes() })

async function sendSpans() {
  const { SpanKind } = await import('@opentelemetry/api')
  const { resourceFromAttributes } = await import('@opentelemetry/resources')
  const { BasicTracerProvider } = await import('@opentelemetry/sdk-trace-base')
  const { XRaySpanExporter, XRaySpanProcessor } = await import('spanray')
  const exporter = endpoint === 'nowhere' ? toNowhere() : new XRaySpanExporter({ endpoint, sign: true })
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop', 'service.version': '1.4.2' }),
    spanProcessors: [new XRaySpanProcessor(exporter)],
  })
  const tracer = provider.getTracer('bench')
  const attributes = {
    'http.request.method': 'GET',
    'url.path': '/orders/7',
    'http.route': '/orders/:id',
    'http.response.status_code': 200,
  }
  const begin = performance.now()
  const all = spansPerSecond * seconds
  for (let made = 0; made < all; await sleep(TICK_MILLIS)) {
    const due = Math.min(((performance.now() - begin) / 1000) * spansPerSecond, all)
    for (; made < due; made++)
      tracer.startSpan('GET /orders/:id', { kind: SpanKind.SERVER, attributes }).end()
  }
  const makeSeconds = (performance.now() - begin) / 1000
  const { user, system } = process.cpuUsage()
  await provider.forceFlush()
  const flushMillis = performance.now() - begin - makeSeconds * 1000
  const { made, sent } = exporter.stats().spans
  return { made, sent, makeSeconds, flushMillis, cpuShare: (user + system) / 1e6 / makeSeconds }
}

function toNowhere() {
  let sent = 0
  return {
    export(spans, done) {
      sent += spans.length
      done({ code: 0 })
    },
    forceFlush: async () => {},
    shutdown: async () => {},
    stats: () => ({ spans: { made: sent, sent } }),
  }
}

/** What the kernel says was the most. */
function peakBytes() {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) * 1024
}
