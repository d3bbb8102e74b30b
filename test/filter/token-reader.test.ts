import { expect, test } from 'vitest'
import { TokenReader } from '../../src/filter/token-reader.ts'
import { tokenize } from '../../src/filter/tokenize.ts'

test('remembers what was looked for in vain, until it goes on', () => {
  const reader = new TokenReader(tokenize('and ('))
  expect(reader.takeWord('OR', 'one of the two')).toBe(false)
  expect(reader.candidates.map(({ text }) => text)).toEqual(['OR'])
  expect(reader.takeWord('AND', 'both')).toBe(true)
  expect(reader.candidates).toEqual([])
  expect(() => reader.demandSign('{', 'begins')).toThrow()
  expect(reader.takeSign('(', 'begins')).toBe(true)
  expect(reader.token.kind).toBe('end')
})
