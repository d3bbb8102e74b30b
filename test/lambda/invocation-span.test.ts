import { ROOT_CONTEXT, SpanStatusCode } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import type { EventDescription } from '../../src/lambda/event/event-description.ts'
import {
  captureResponse,
  recordFailure,
  recordResponse,
  startInvocationSpan,
} from '../../src/lambda/invocation-span.ts'
import { traceToMemory } from './memory-tracing.ts'

const details = { serviceName: 'shop', handlerName: 'index.handler', isColdStart: true }
const parent = { context: ROOT_CONTEXT, links: [] }
const event = (trigger: EventDescription['trigger']): EventDescription => ({
  trigger,
  carriers: [],
  attributes: { 'url.path': '/carts' },
})

function record(change: (span: ReturnType<typeof startInvocationSpan>['span']) => void) {
  using tracing = traceToMemory()
  const arn = 'arn:aws:lambda:eu-west-1:123456789012:function:pay:live'
  const { span } = startInvocationSpan(
    { functionName: 'pay', awsRequestId: 'r1', invokedFunctionArn: arn },
    event('http'),
    parent,
    details,
  )
  change(span)
  span.end()
  return tracing.spans[0]!
}

test("startInvocationSpan() names the span by the function, and tells what it is in OpenTelemetry's words", () => {
  expect(record(() => {})).toMatchObject({
    name: 'pay',
    attributes: {
      'url.path': '/carts',
      'cloud.resource_id': 'arn:aws:lambda:eu-west-1:123456789012:function:pay',
      'cloud.account.id': '123456789012',
      'faas.trigger': 'http',
      'faas.coldstart': true,
      'faas.invocation_id': 'r1',
      'code.function.name': 'index.handler',
      ColdStart: true,
      Service: 'shop',
      'aws.xray.annotations': ['ColdStart', 'Service'],
    },
  })
})

test.each([
  ['http', { statusCode: 404 }, { 'http.response.status_code': 404 }],
  ['http', { statusCode: '502' }, { 'http.response.status_code': 502 }],
  ['pubsub', { batchItemFailures: [{ itemIdentifier: 'm1' }] }, { 'aws.lambda.batch_item_failures': 1 }],
] as const)('recordResponse() of %s %j is %j', (trigger, response, attributes) => {
  expect(record(span => recordResponse(span, trigger, response)).attributes).toMatchObject(attributes)
})

test.each([
  ['http', 'x'],
  ['http', null],
  ['http', { statusCode: 7 }],
  ['timer', { statusCode: 500 }],
] as const)('recordResponse() of %s %j is nothing', (trigger, response) => {
  const { attributes } = record(span => recordResponse(span, trigger, response))
  expect(attributes['http.response.status_code']).toBeUndefined()
})

test('recordFailure() keeps message and stack, unless only the fact is wanted', () => {
  const whole = record(span => recordFailure(span, new RangeError('no cart'), true))
  expect(whole.status).toEqual({ code: SpanStatusCode.ERROR, message: 'no cart' })
  expect(whole.events[0]?.attributes).toMatchObject({ 'exception.type': 'RangeError' })
  const bare = record(span => recordFailure(span, new RangeError('no cart'), false))
  expect([bare.status, bare.events]).toEqual([{ code: SpanStatusCode.ERROR }, []])
  expect(record(span => recordFailure(span, 'no cart', true)).status.message).toBe('no cart')
  // No error, as APIs of old throw them; and none of this realm.
  const plain = record(span => recordFailure(span, { message: 'no cart', name: 'Refused', token: 'x' }, true))
  expect(plain.events[0]?.attributes).toEqual({ 'exception.message': 'no cart', 'exception.type': 'Refused' })
  expect(record(span => recordFailure(span, { code: 7 }, true)).status.message).toBe('{ code: 7 }')
  expect(record(span => recordFailure(span, undefined, true)).status.message).toBe('undefined')
  const textless = record(span => recordFailure(span, Object.create(null), true))
  expect(textless.status).toMatchObject({ code: SpanStatusCode.ERROR })
})

test("captureResponse() keeps the answer in the service's namespace", () => {
  const key = 'aws.xray.metadata.shop'
  const kept = (response: unknown) =>
    record(span => captureResponse(span, response, details)).attributes[key] as string | undefined
  expect(kept({ cart: 7 })).toBe('{"index.handler response":{"cart":7}}')
  expect(kept(undefined)).toBeUndefined()
  expect(kept({ loop: 7n })).toBeUndefined()
  expect(kept('x'.repeat(20_000))?.length).toBeLessThan(16_100)
})
