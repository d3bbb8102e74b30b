import { ProxyTracerProvider } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { expect, test } from 'vitest'
import { ProcessTracerProvider } from '../../src/setup/process-tracer-provider.ts'

test('ProcessTracerProvider tells of a tracer before it gives it', () => {
  const asked: string[] = []
  const exporter = new InMemorySpanExporter()
  const provider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] })
  const shared = new ProcessTracerProvider(provider, name => asked.push(name))
  shared.getTracer('shop', '1.2', { schemaUrl: 'https://shop.example' }).startSpan('work').end()
  expect(asked).toEqual(['shop'])
  expect(exporter.getFinishedSpans()[0]).toMatchObject({
    name: 'work',
    instrumentationScope: { name: 'shop', version: '1.2', schemaUrl: 'https://shop.example' },
  })
})

test('ProcessTracerProvider flushes and shuts down what can be', async () => {
  const calls: string[] = []
  const provider = {
    getTracer: () => expect.unreachable(),
    forceFlush: async () => void calls.push('forceFlush'),
    shutdown: async () => void calls.push('shutdown'),
  }
  const shared = new ProcessTracerProvider(provider, () => {})
  await shared.forceFlush()
  await shared.shutdown()
  expect(calls).toEqual(['forceFlush', 'shutdown'])
  const noop = new ProcessTracerProvider(new ProxyTracerProvider(), () => {})
  await noop.forceFlush()
  await noop.shutdown()
})
