import { expect, test } from 'vitest'
import { asksForDecision } from '../../src/propagation/index.ts'

const ROOT = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'

test.each([
  [`${ROOT};Sampled=?`, true],
  [`sampled = ? ; ${ROOT}`, true],
  [[`${ROOT};Sampled=?`], true],
  [`${ROOT};Sampled=?, ${ROOT}`, true],
  [`${ROOT};Sampled=1`, false],
  [`${ROOT};Tag=?`, false],
  [`${ROOT};NotSampled=?`, false],
  [`${ROOT};Sampled=?1`, false],
  [undefined, false],
])('asksForDecision(%j) is %s', (header, asks) => {
  expect(asksForDecision(header)).toBe(asks)
})
