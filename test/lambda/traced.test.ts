import { expect, test } from 'vitest'
import { traced } from '../../src/lambda/traced.ts'
import { beginProcessState } from '../../src/setup/process-state.ts'
import { traceToMemory } from './memory-tracing.ts'

test('traced() keeps what runtimes read of a handler', () => {
  const streaming = Symbol.for('aws.lambda.runtime.handler.streaming')
  const handler = Object.assign(
    async function handler(_event: unknown, _stream: unknown, _context: unknown) {},
    {
      [streaming]: 'response',
    },
  )
  const wrapped = traced(handler)
  expect([wrapped.length, wrapped.name, wrapped[streaming]]).toEqual([3, 'handler', 'response'])
})

test('traced() traces a handler that a test calls with no context', async () => {
  using tracing = traceToMemory()
  beginProcessState().tracing = tracing
  const handler = traced(async (event: { cart: number }) => event.cart, { captureResponse: true })
  expect(await handler({ cart: 7 })).toBe(7)
  expect(tracing.spans[0]?.attributes).toHaveProperty(['aws.xray.metadata.function'])
})

test('traced() leaves the types of parameters that say nothing open', async () => {
  const handler = traced(async (event, context) => `${event.cart} ${context.awsRequestId}`)
  expect(await handler({ cart: 7 }, { awsRequestId: 'r-1' })).toBe('7 r-1')
})

test('traced() refuses what is no function', () => {
  expect(() => traced({} as never)).toThrow('Cannot trace object as a Lambda handler: write traced(')
})
