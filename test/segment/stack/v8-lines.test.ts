import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { v8Lines } from '../../../src/segment/stack/v8-lines.ts'

const frame = (index: number) => `    at f${index} (/a.js:${index}:1)`
const frames = (count: number) => Array.from({ length: count }, (_, index) => frame(index)).join('\n')

describe('v8Lines()', () => {
  test('keeps frames together that are indented alike', () => {
    const text = `header\n${frames(2)} {\n  [cause]: Error: x\n      at g (/b.js:1:2)\n}`
    expect(v8Lines(text, 'header\n'.length)).toEqual([
      { text: `${frames(2)} {`, indent: 4, frameCount: 2 },
      { text: '  [cause]: Error: x', indent: 2, frameCount: 0 },
      { text: '      at g (/b.js:1:2)', indent: 6, frameCount: 1 },
      { text: '}', indent: 0, frameCount: 0 },
    ])
  })

  test('keeps ten frames together at most', () => {
    expect(v8Lines(frames(25), 0).map(({ frameCount }) => frameCount)).toEqual([10, 10, 5])
  })

  test('keeps a frame by itself that will be cut', () => {
    const long = `    at ${'f'.repeat(2000)}`
    expect(v8Lines(`${frame(1)}\n${long}\n${frame(2)}`, 0).map(({ text }) => text)).toEqual([
      frame(1),
      long,
      frame(2),
    ])
  })

  test('has every line once, whatever the text', () => {
    const pieces = fc.constantFrom('    at ', '\tat ', '\n', '  ', 'at ', 'f (/a.js:1:2)', ' {', 'x')
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), fc.nat(20), (parts, start) => {
        const text = parts.join('')
        const from = Math.min(start, text.length)
        expect(
          v8Lines(text, from)
            .map(lines => lines.text)
            .join('\n'),
        ).toBe(text.slice(from))
      }),
    )
  })
})
