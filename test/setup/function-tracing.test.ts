import { trace } from '@opentelemetry/api'
import { BasicTracerProvider } from '@opentelemetry/sdk-trace-base'
import { afterEach, expect, test, vi } from 'vitest'
import { functionTracing } from '../../src/setup/function-tracing.ts'
import { beginProcessState } from '../../src/setup/process-state.ts'

afterEach(() => {
  trace.disable()
  beginProcessState().tracing = undefined
})

test('functionTracing() is nothing where the environment turns tracing off', () => {
  expect(functionTracing({ OTEL_SDK_DISABLED: 'true' })).toBeUndefined()
})

test("functionTracing() leaves a user's own provider in its place, and flushes it", async () => {
  const provider = new BasicTracerProvider()
  const flush = vi.spyOn(provider, 'forceFlush')
  trace.setGlobalTracerProvider(provider)
  await functionTracing({})?.flush()
  expect(flush).toHaveBeenCalledOnce()
  expect(beginProcessState().tracing).toBeUndefined()
})

test('functionTracing() starts a set-up, once', () => {
  const tracing = functionTracing({})
  expect(tracing).toBeDefined()
  expect(functionTracing({})).toBe(tracing)
})
