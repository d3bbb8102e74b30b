import { expect, test } from 'vitest'
import { matchesPattern } from '../../src/filter/matches-pattern.ts'

const cause = {
  ClientImpacting: true,
  Services: [{ Name: 'shop', EntityPath: [{ Name: 'a' }, { Name: 'b' }] }],
}

test.each<[unknown, boolean]>([
  [{}, true],
  [{ Services: [{ Name: 'shop' }] }, true],
  [{ Services: [{ EntityPath: [{ Name: 'a' }, {}] }] }, true],
  [{ Services: [{ EntityPath: [{ Name: 'a' }] }] }, false],
  [{ Services: [{ Name: 'pay' }] }, false],
  [{ Services: { 0: { Name: 'shop' } } }, true],
  [{ toString: {} }, false],
  [null, false],
])('%j matches: %s', (pattern, matches) => {
  expect(matchesPattern(cause, pattern)).toBe(matches)
})
