import { expect, test, vi } from 'vitest'
import { onFirstSpan } from '../../src/setup/on-first-span.ts'

test('acts once, when the first span starts', async () => {
  const action = vi.fn()
  const processor = onFirstSpan(action)
  expect(action).not.toHaveBeenCalled()
  processor.onStart()
  processor.onStart()
  processor.onEnd()
  await processor.forceFlush()
  await processor.shutdown()
  expect(action).toHaveBeenCalledTimes(1)
})
