import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BarOptions, drawBar } from '../../src/cli/draw-bar.ts'
import { createPaint } from '../../src/cli/terminal.ts'

const plain: BarOptions = { columns: 4, style: 'green', paint: createPaint(false), isColored: false }
const colored: BarOptions = { ...plain, paint: createPaint(true), isColored: true }

describe('drawBar()', () => {
  test.each([
    ['the whole scale', 0, 1, '████'],
    ['an eighth of a column', 0, 1 / 32, '▏'],
    ['nothing, as an eighth', 0, 0, '▏'],
    ['nothing at the end', 1, 1, '   ▕'],
    ['from the middle', 0.5, 1, '  ██'],
    ['from the middle of a column', 1 / 8, 0.5, '▐█'],
    ['to three eighths of a column', 0.25, 19 / 32, ' █▍'],
    ['inside of a column, to its left', 1 / 32, 3 / 32, '▎'],
    ['inside of a column, to its right', 5 / 32, 7 / 32, '▕'],
    ['what is out of the scale', -1, 2, '████'],
  ])('draws %s', (_name, from, to, expected) => {
    expect(drawBar(from, to, plain)).toBe(expected)
  })

  test('fills a column from the right by inverting what is left out', () => {
    expect(drawBar(3 / 32, 0.5, colored)).toBe(
      '\u001b[32m\u001b[7m▍\u001b[27m\u001b[39m\u001b[32m█\u001b[39m',
    )
  })

  test('never leaves its scale and never vanishes', () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(part, part, fc.integer({ min: 1, max: 60 }), (from, to, columns) => {
        const bar = drawBar(from, to, { ...plain, columns })
        expect(bar.trim().length).toBeGreaterThan(0)
        expect(bar.length).toBeLessThanOrEqual(columns)
      }),
    )
  })
})
