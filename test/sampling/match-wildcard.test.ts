import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchWildcard } from '../../src/sampling/index.ts'

test.each([
  ['/health', '/health', true],
  ['/health', '/healthy', false],
  ['/health*', '/healthy/all', true],
  ['*.example.com', 'a.b.example.com', true],
  ['*.example.com', 'example.com', false],
  ['/users/*/photo', '/users/7/albums/3/photo', true],
  ['/v?/x', '/v2/x', true],
  ['/v?/x', '/v/x', false],
  ['*', '', true],
  ['', '', true],
  ['', 'a', false],
  ['a*b*c', 'a-c-b', false],
])('matchWildcard(%j, %j) is %s', (pattern, text, matches) => {
  expect(matchWildcard(pattern, text)).toBe(matches)
})

test('matchWildcard() agrees with the regular expression of the same meaning', () => {
  const patterns = fc.array(fc.constantFrom('a', 'b', '*', '?'), { maxLength: 8 }).map(all => all.join(''))
  const texts = fc.array(fc.constantFrom('a', 'b'), { maxLength: 12 }).map(all => all.join(''))
  fc.assert(
    fc.property(patterns, texts, (pattern, text) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`)
      expect(matchWildcard(pattern, text)).toBe(expression.test(text))
    }),
    { numRuns: 1000 },
  )
})

test('matchWildcard() is not slowed down by a text made to', () => {
  // A backtracking matcher would not come to an end.
  expect(matchWildcard(`${'*a'.repeat(30)}b`, 'a'.repeat(10_000))).toBe(false)
})
