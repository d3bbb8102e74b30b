import { ROOT_CONTEXT } from '@opentelemetry/api'
import { AlwaysOffSampler } from '@opentelemetry/sdk-trace'
import { expect, test, vi } from 'vitest'
import { onFirstDecision } from '../../src/setup/on-first-decision.ts'

test('acts once, before the first decision, and decides as the sampler does', () => {
  const action = vi.fn()
  const sampler = onFirstDecision(new AlwaysOffSampler(), action)
  expect(`${sampler}`).toBe('AlwaysOffSampler')
  expect(action).not.toHaveBeenCalled()
  const decide = () => sampler.shouldSample(ROOT_CONTEXT, 'f'.repeat(32), 'GET', 1, {}, []).decision
  expect([decide(), decide()]).toEqual([0, 0])
  expect(action).toHaveBeenCalledTimes(1)
})
