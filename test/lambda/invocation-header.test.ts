import { afterEach, expect, test } from 'vitest'
import { invocationHeader } from '../../src/lambda/invocation-header.ts'

const shared = globalThis as { awslambda?: unknown }

afterEach(() => {
  delete shared.awslambda
})

test("invocationHeader() takes the context's, then the invoke store's, then the environment's", () => {
  const environment = { _X_AMZN_TRACE_ID: 'Root=environment' }
  shared.awslambda = { InvokeStore: { getXRayTraceId: () => 'Root=store' } }
  expect(invocationHeader({ xRayTraceId: 'Root=context' }, environment)).toBe('Root=context')
  expect(invocationHeader({ xRayTraceId: '' }, environment)).toBe('Root=store')
  shared.awslambda = { InvokeStore: { getXRayTraceId: () => undefined } }
  expect(invocationHeader({}, environment)).toBe('Root=environment')
  shared.awslambda = {}
  expect(invocationHeader({}, {})).toBeUndefined()
})
