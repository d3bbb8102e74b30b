import { expect, test } from 'vitest'
import { beginProcessState, processState } from '../../src/setup/process-state.ts'

test('the state is one for the process, whichever copy of the package asks', async () => {
  expect(processState()).toBeUndefined()
  const state = beginProcessState()
  expect(beginProcessState()).toBe(state)
  const copy = await import('../../src/setup/process-state.ts?copy' as '../../src/setup/process-state.ts')
  expect(copy.processState()).toBe(state)
})
