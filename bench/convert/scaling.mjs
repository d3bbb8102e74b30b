import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { spansToDocuments } from 'spanray/segment'
import { median, timeInRounds } from '../rounds.mjs'

/**
 * How the time grows: microseconds a span in batches of 100 and of 1,000 spans, of one span alone, and of a span with
 * 20 and with 200 attributes.
 *
 * @param {object[][]} traces of 20 spans
 * @returns {{ name: string, median: number, minimum: number }[]} microseconds a span
 */
export function measureScaling(traces) {
  const hundred = traces.slice(0, 5).flat()
  const thousand = traces.flat()
  const [alone] = traces[0].slice(-1)
  const few = spanWith(20)
  const many = spanWith(200)
  const batches = {
    'batches of 100': hundred,
    'batches of 1,000': thousand,
    'one span alone': [alone],
    '20 attributes': [few],
    '200 attributes': [many],
  }
  const times = timeInRounds(
    Object.fromEntries(Object.entries(batches).map(([name, spans]) => [name, () => void convert(spans)])),
  )
  return Object.entries(times).map(([name, micros]) => ({
    name,
    median: median(micros) / batches[name].length,
    minimum: Math.min(...micros) / batches[name].length,
  }))
}

function convert(spans) {
  return spansToDocuments(spans).documents.map(({ text }) => Buffer.from(text))
}

function spanWith(count) {
  const exporter = new InMemorySpanExporter()
  const tracer = new BasicTracerProvider({
    spanLimits: { attributeCountLimit: 1000 },
    spanProcessors: [new SimpleSpanProcessor(exporter)],
  }).getTracer('scaling')
  const attributes = Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`app.key_${index}`, `value ${index}`]),
  )
  tracer.startSpan('work', { attributes }).end()
  return exporter.getFinishedSpans()[0]
}
