import { describe, expect, test } from 'vitest'
import {
  DIGIT,
  isDigitAt,
  kindAt,
  nameEnd,
  nestedCommentEnd,
  numberEnd,
  OTHER,
  qQuotedEnd,
  quotedEnd,
  SPACE,
  WORD,
  wordEnd,
} from '../../src/segment/sql-tokens.ts'

describe('kindAt()', () => {
  test.each([
    ['a', WORD],
    ['_', WORD],
    ['ß', WORD],
    ['7', DIGIT],
    [' ', SPACE],
    ['\u0000', SPACE],
    ['$', OTHER],
    ['', OTHER],
  ])('knows %j', (text, kind) => {
    expect(kindAt(text, 0)).toBe(kind)
  })

  test('knows digits from all else', () => {
    expect([isDigitAt('a7', 1), isDigitAt('a7', 0), isDigitAt('a7', 2)]).toEqual([true, false, false])
  })
})

describe('wordEnd()', () => {
  test.each([
    ['a1_$b c', false, 5],
    ['a#b', false, 1],
    ['a#b', true, 3],
    ['größe', false, 5],
  ])('ends %j', (text, withHash, end) => {
    expect(wordEnd(text, 0, withHash)).toBe(end)
  })
})

describe('numberEnd()', () => {
  test.each([
    ['12,', 2],
    ['1.5e-3+', 6],
    ['1e+a', 2],
    ['0xE-5', 3],
    ['1_000L)', 6],
    ['.5', 2],
    ['1', 1],
  ])('ends %j', (text, end) => {
    expect(numberEnd(text, 0)).toBe(end)
  })
})

describe('quotedEnd()', () => {
  test.each([
    ["'a'b", false, 3],
    ["'a''b'", false, 6],
    ["'a\\'b'", false, 4],
    ["'a\\'b'", true, 6],
    ["'a", false, -1],
    ["'a''", false, -1],
    ['"a"', false, 3],
  ])('ends %j with escapes: %s', (text, escapes, end) => {
    expect(quotedEnd(text, 0, escapes)).toBe(end)
  })
})

describe('nameEnd()', () => {
  test.each([
    ['[a]', ']', 3],
    ['[a]]b]', ']', 6],
    ['`a', '`', -1],
    ['`a``', '`', -1],
  ])('ends %j', (text, closing, end) => {
    expect(nameEnd(text, 0, closing)).toBe(end)
  })
})

describe('nestedCommentEnd()', () => {
  test.each([
    ['/* a */ b', 7],
    ['/* /* */ */ b', 11],
    ['/*/**/*/', 8],
    ['/* /* */', -1],
  ])('ends %j', (text, end) => {
    expect(nestedCommentEnd(text, 0)).toBe(end)
  })
})

describe('qQuotedEnd()', () => {
  test.each([
    ["'[it's]' x", 8],
    ["'!a!'", 5],
    ["'(a", -1],
    ["'", -1],
  ])('ends %j', (text, end) => {
    expect(qQuotedEnd(text, 0)).toBe(end)
  })
})
