import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { expect, test } from 'vitest'
import { endOnce } from '../../src/setup/end-once.ts'

test('endOnce() has a span end the first time it is ended, and not again', () => {
  const exporter = new InMemorySpanExporter()
  const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  const span = provider.getTracer('test').startSpan('step')
  endOnce(span)
  span.end([2_000_000_000, 0])
  span.end([3_000_000_000, 0])
  expect(exporter.getFinishedSpans()).toMatchObject([{ endTime: [2_000_000_000, 0] }])
})
