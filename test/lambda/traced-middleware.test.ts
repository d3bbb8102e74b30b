import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { tracedMiddleware } from '../../src/lambda/traced-middleware.ts'
import { beginProcessState } from '../../src/setup/process-state.ts'
import { traceToMemory } from './memory-tracing.ts'

test('tracedMiddleware() has the handler under the invocation, and ends it with what came of it', async () => {
  using tracing = traceToMemory()
  beginProcessState().tracing = tracing
  const middleware = tracedMiddleware()
  const invoke = async (end: 'after' | 'onError') => {
    const context = { functionName: end, clientContext: undefined }
    const request = { event: {}, context, response: {}, error: new Error('no cart') }
    // As middy calls it: whatever comes back is awaited.
    await middleware.before(request)
    await new Promise(setImmediate)
    trace.getTracer('cart').startSpan('price cart').end()
    await middleware[end](request)
  }
  await Promise.all([invoke('after'), invoke('onError')])
  const [after, failed] = ['after', 'onError'].map(name => tracing.spans.find(span => span.name === name)!)
  expect([after?.status.code, failed?.status.code]).toEqual([0, 2])
  const children = tracing.spans.filter(span => span.name === 'price cart')
  expect(children.map(child => child.parentSpanContext?.spanId).sort()).toEqual(
    [after, failed].map(span => span?.spanContext().spanId).sort(),
  )
})
