import fc from 'fast-check'
import { expect, test } from 'vitest'
import { textColumns } from '../../src/cli/display-text.ts'
import { wrapText } from '../../src/cli/wrap-text.ts'

test.each([
  ['no trace is taken', 10, ['no trace', 'is taken']],
  ['no trace is taken', 100, ['no trace is taken']],
  ['see http://127.0.0.1:2000 now', 8, ['see', 'http://127.0.0.1:2000', 'now']],
  ['', 10, ['']],
])('wrapText(%j, %d)', (text, columns, lines) => {
  expect(wrapText(text, columns)).toEqual(lines)
})

test('wrapText() loses nothing, and no line of several words is too long', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 40 }), (text, columns) => {
      const lines = wrapText(text, columns)
      expect(lines.join(' ')).toBe(text)
      for (const line of lines)
        if (line.trim().includes(' ')) expect(textColumns(line)).toBeLessThanOrEqual(columns)
    }),
  )
})
