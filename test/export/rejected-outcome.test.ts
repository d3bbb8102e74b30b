import { expect, test } from 'vitest'
import { rejectedOutcome } from '../../src/export/rejected-outcome.ts'

test('rejectedOutcome() says why nobody was asked to send it', () => {
  expect(rejectedOutcome({ id: 'ab', bytes: 71_204, spanCount: 1 }, 64_000)).toEqual({
    kind: 'rejected',
    reason: 'too_large',
    message:
      'cannot send span ab: 71,204 bytes are over the 64,000-byte document limit; put less into its attributes',
  })
  expect(rejectedOutcome({ id: 'ab', bytes: 0, spanCount: 1 }, 64_000)).toMatchObject({
    reason: 'unwritable',
  })
})
