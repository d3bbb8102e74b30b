import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { spansToDocuments } from 'spanray/segment'
import { serveTurns } from '../rounds.mjs'
import { traces } from './batches.mjs'

/** What is converted, to see how the time grows. */
const SPANS = {
  'batches of 100': traces.slice(0, 5).flat(),
  'batches of 1,000': traces.flat(),
  'one span alone': traces[0].slice(-1),
  '20 attributes': [spanWith(20)],
  '200 attributes': [spanWith(200)],
}

export const names = Object.keys(SPANS)

export function countOf(name) {
  return SPANS[name].length
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

if (process.send) {
  serveTurns(Object.fromEntries(names.map(name => [name, () => void spansToDocuments(SPANS[name])])))
}
