import { trace } from '@opentelemetry/api'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beginInvocation } from '../../src/lambda/begin-invocation.ts'
import { traceToMemory } from './memory-tracing.ts'

beforeEach(() => void vi.stubEnv('_X_AMZN_TRACE_ID', undefined))
afterEach(() => void vi.unstubAllEnvs())

const lambda = () => ({ functionName: 'pay', awsRequestId: 'r1', getRemainingTimeInMillis: () => 60_000 })

test('begins nothing where tracing is off, or fails', () => {
  expect(beginInvocation({}, lambda(), () => undefined)).toBeUndefined()
  const broken = () => {
    throw new Error('broken')
  }
  expect(beginInvocation({}, lambda(), broken)).toBeUndefined()
})

test('begins one span for an invocation, however many want to trace it', () => {
  using tracing = traceToMemory()
  const context = lambda()
  expect(beginInvocation({}, context, () => tracing)).toBeDefined()
  expect(beginInvocation({}, context, () => tracing)).toBeUndefined()
  expect(JSON.stringify(context)).toBe(JSON.stringify(lambda()))
  expect(beginInvocation({}, Object.freeze(lambda()), () => tracing)).toBeDefined()
})

test('ends the span once, and flushes what has ended', async () => {
  using tracing = traceToMemory()
  const invocation = beginInvocation({}, lambda(), () => tracing)!
  invocation.run(() => expect(trace.getActiveSpan()).toBe(invocation.span))
  await Promise.all([invocation.succeed({}), invocation.fail(new Error('late')), invocation.succeed()])
  expect(tracing.spans).toMatchObject([{ name: 'pay', status: { code: 0 } }])
  expect([tracing.reports, tracing.flushes]).toEqual([1, 1])
})

test('tells of no open spans after the answer where many invocations share the process, which is not frozen', async () => {
  vi.stubEnv('AWS_LAMBDA_MAX_CONCURRENCY', '10')
  using tracing = traceToMemory()
  await beginInvocation({}, lambda(), () => tracing)!.succeed()
  expect([tracing.reports, tracing.flushes]).toEqual([0, 1])
})

test('takes an option that is undefined for none: what the handler throws keeps its message', async () => {
  using tracing = traceToMemory()
  const invocation = beginInvocation({}, lambda(), () => tracing, { captureError: undefined })!
  await invocation.fail(new Error('declined'))
  expect(tracing.spans).toMatchObject([{ status: { code: 2, message: 'declined' } }])
})

test('settles when the flush fails', async () => {
  using memory = traceToMemory()
  const invocation = beginInvocation({}, lambda(), () => ({ flush: () => Promise.reject(new Error('no')) }))!
  await invocation.succeed()
  expect(memory.spans).toHaveLength(1)
})

test('tells of open spans shortly before the deadline', async () => {
  using tracing = traceToMemory()
  const context = { ...lambda(), getRemainingTimeInMillis: () => 120 }
  const invocation = beginInvocation({}, context, () => tracing)!
  await vi.waitUntil(() => tracing.reports === 1)
  expect(tracing.spans).toEqual([])
  await invocation.succeed()
  expect(tracing.spans).toHaveLength(1)
})
