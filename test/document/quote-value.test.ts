import { describe, expect, test } from 'vitest'
import { quoteValue } from '../../src/document/index.ts'

describe('quoteValue()', () => {
  test.each([
    ['shop', '"shop"'],
    ['say "hi"', '"say \\"hi\\""'],
    ['\u001b[2J\u0085\u202e', '"\\u001b[2J\\u{85}\\u{202e}"'],
    ['x'.repeat(60), `"${'x'.repeat(60)}"`],
    ['x'.repeat(61), `"${'x'.repeat(60)}…"`],
    ['🚀'.repeat(60), `"${'🚀'.repeat(60)}"`],
    ['🚀'.repeat(61), `"${'🚀'.repeat(60)}…"`],
    [7, '7'],
    [undefined, 'missing'],
    [null, 'null'],
    [[1], 'a list'],
    [{}, 'an object'],
  ])('shows %j as %s', (value, expected) => {
    expect(quoteValue(value)).toBe(expected)
  })

  test('stays short whatever the length', () => {
    expect(quoteValue('\u0000'.repeat(1_000_000)).length).toBeLessThan(400)
  })
})
