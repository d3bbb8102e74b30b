import { describe, expect, test } from 'vitest'
import { columnsOf, createPaint, isColored } from '../../src/cli/terminal.ts'

describe('isColored()', () => {
  test.each([
    ['a terminal', true, {}, true],
    ['a pipe', false, {}, false],
    ['a terminal with NO_COLOR', true, { NO_COLOR: '1' }, false],
    ['a terminal with an empty NO_COLOR', true, { NO_COLOR: '' }, true],
    ['a dumb terminal', true, { TERM: 'dumb' }, false],
    ['a pipe with FORCE_COLOR', false, { FORCE_COLOR: '1' }, true],
    ['a pipe with FORCE_COLOR and NO_COLOR', false, { FORCE_COLOR: '', NO_COLOR: '1' }, true],
    ['a terminal with FORCE_COLOR=0', true, { FORCE_COLOR: '0' }, false],
  ])('decides for %s', (_name, isTTY, env, expected) => {
    expect(isColored({ isTTY }, env)).toBe(expected)
  })
})

describe('columnsOf()', () => {
  test.each([
    [undefined, 100],
    [0, 100],
    [120, 120],
    [10, 50],
    [1000, 200],
  ])('takes %s columns for %i', (columns, expected) => {
    expect(columnsOf(columns === undefined ? {} : { columns })).toBe(expected)
  })
})

describe('createPaint()', () => {
  test('paints, or leaves text as it is', () => {
    expect(createPaint(true)('red', 'x')).toBe('\u001b[31mx\u001b[39m')
    expect(createPaint(false)('red', 'x')).toBe('x')
  })
})
