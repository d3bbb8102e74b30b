import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutText, displayText, fitText, textColumns } from '../../src/cli/display-text.ts'

describe('displayText()', () => {
  test.each([
    ['shop', 'shop'],
    ['two\r\n\t lines', 'two lines'],
    ['\u001b[31mred\u0007', '\ufffd[31mred\ufffd'],
    ['\u009b31m', '\ufffd31m'],
    ['turned \u202e around', 'turned \ufffd around'],
    ['half a pair \ud83d', 'half a pair \ufffd'],
    ['👩‍💻 👍🏽 ❤️', '👩💻 👍 ❤'],
  ])('shows %j as %j', (text, expected) => {
    expect(displayText(text)).toBe(expected)
  })

  test('leaves nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        expect(displayText(text)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
      }),
    )
  })
})

describe('textColumns()', () => {
  test.each([
    ['shop', 4],
    ['Überweisung', 11],
    ['u\u0308ber', 4],
    ['注文', 4],
    ['한국', 4],
    ['🚀', 2],
    ['🇩🇪', 2],
    ['├─ ✗', 4],
  ])('measures %s as %i', (text, columns) => {
    expect(textColumns(text)).toBe(columns)
  })
})

describe('fitText()', () => {
  test.each([
    ['checkout', 10, 'checkout  '],
    ['checkout', 8, 'checkout'],
    ['checkout', 6, 'check…'],
    ['注文処理', 6, '注文… '],
    ['注文処理', 5, '注文…'],
    ['shop', 0, ''],
  ])('fits %s into %i', (text, columns, expected) => {
    expect(fitText(text, columns)).toBe(expected)
  })

  test('takes exactly the columns that it is given', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.nat(50), (text, columns) => {
        expect(textColumns(fitText(displayText(text), columns))).toBe(columns)
      }),
    )
  })
})

describe('cutText()', () => {
  test('leaves what is short as it is', () => {
    expect(cutText('shop', 10)).toBe('shop')
  })
})
