import { resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { expect, test } from 'vitest'
import { resourceBelow } from '../../src/setup/resource-below.ts'

test('resourceBelow() adds what the resource of a span does not say', async () => {
  const exporter = new InMemorySpanExporter()
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'shop', 'cloud.region': 'told' }),
    spanProcessors: [
      resourceBelow(resourceFromAttributes({ 'cloud.region': 'found', 'host.id': 'i-1' })),
      new SimpleSpanProcessor(exporter),
    ],
  })
  for (const name of ['a', 'b']) provider.getTracer('test').startSpan(name).end()
  await provider.forceFlush()
  const [a, b] = exporter.getFinishedSpans()
  expect(a?.resource.attributes).toEqual({ 'service.name': 'shop', 'cloud.region': 'told', 'host.id': 'i-1' })
  expect(b?.resource).toBe(a?.resource)
})
