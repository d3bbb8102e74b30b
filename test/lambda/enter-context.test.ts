import { context, createContextKey, DiagLogLevel, diag, ROOT_CONTEXT } from '@opentelemetry/api'
import { afterEach, expect, test, vi } from 'vitest'
import { enterContext } from '../../src/lambda/enter-context.ts'
import { traceToMemory } from './memory-tracing.ts'

afterEach(() => diag.disable())

test('enterContext() makes the context the active one for what follows', async () => {
  using _ = traceToMemory()
  const key = createContextKey('cart')
  const enter = () => enterContext(ROOT_CONTEXT.setValue(key, 7))
  await (async () => {
    enter()
    await new Promise(setImmediate)
    expect(context.active().getValue(key)).toBe(7)
  })()
})

test('enterContext() says what is missing where the context manager keeps no storage', () => {
  const warn = vi.fn()
  diag.setLogger({ ...console, verbose() {}, warn }, DiagLogLevel.WARN)
  enterContext(ROOT_CONTEXT)
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('traced(middy(handler))'))
})
