import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { RPCType, setRPCMetadata } from '@opentelemetry/core'
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { expect, test } from 'vitest'
import { recordRequestError } from '../../src/setup/record-request-error.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
provider.register()

/** The messages of the exceptions on a request's span, after this ran within the request and a step of it. */
function recorded(run: () => void): unknown[] {
  exporter.reset()
  const tracer = provider.getTracer('test')
  const span = tracer.startSpan('GET')
  const request = setRPCMetadata(trace.setSpan(ROOT_CONTEXT, span), { type: RPCType.HTTP, span })
  const step = tracer.startSpan('step', {}, request)
  context.with(trace.setSpan(request, step), run)
  span.end()
  return exporter.getFinishedSpans()[0]!.events.map(({ attributes }) => attributes?.['exception.message'])
}

test('recordRequestError() records an error on the request, once for all the layers that it passes', () => {
  const error = new RangeError('no such cart')
  expect(recorded(() => [error, error, new Error('another')].forEach(recordRequestError))).toEqual([
    'no such cart',
    'another',
  ])
  // An app may keep an error and throw it for each request.
  expect(recorded(() => recordRequestError(error))).toEqual(['no such cart'])
})

test.each([
  ['a text', 'a text'],
  [42, '42'],
  [null, 'null'],
])('recordRequestError(%j) records %s', (error, message) => {
  expect(recorded(() => recordRequestError(error))).toEqual([message])
})

test('recordRequestError() does nothing where no request is served', () => {
  expect(() => recordRequestError(new Error('nobody asks'))).not.toThrow()
})
