import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { carryTraceHeader } from '../../src/propagation/carry-trace-header.ts'

const span = { traceId: '6921746b5ac69fc467c01f3a268dc236', spanId: '53995c3f42cd8ad8', traceFlags: 1 }
const HEADER = 'Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1'

beforeAll(() => context.setGlobalContextManager(new AsyncLocalStorageContextManager()))
afterAll(() => context.disable())

const send = carryTraceHeader(async (args: { request?: unknown }) => args.request)
const sendWithin = (request?: unknown) =>
  context.with(trace.setSpanContext(ROOT_CONTEXT, span), () => send({ request }))

test('names the active span on the request', async () => {
  expect(await sendWithin({ headers: { host: 's3' } })).toEqual({
    headers: { host: 's3', 'X-Amzn-Trace-Id': HEADER },
  })
})

test('takes the place of a header in another spelling', async () => {
  expect(
    await sendWithin({ headers: { 'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793' } }),
  ).toEqual({
    headers: { 'x-amzn-trace-id': HEADER },
  })
})

test('lets pass what has no headers, and what is in no trace', async () => {
  expect(await sendWithin({ path: '/' })).toEqual({ path: '/' })
  expect(await sendWithin()).toBeUndefined()
  expect(await send({ request: { headers: {} } })).toEqual({ headers: {} })
})
