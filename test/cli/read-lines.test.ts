import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Line, readLines } from '../../src/cli/read-lines.ts'

async function linesOf(chunks: readonly (string | Uint8Array)[], maxBytes = 100): Promise<Line[]> {
  const lines: Line[] = []
  const stream = Readable.from(chunks.map(chunk => Buffer.from(chunk)))
  for await (const line of readLines(stream, maxBytes)) lines.push(line)
  return lines
}

describe('readLines()', () => {
  test('gives each line with its number', async () => {
    expect(await linesOf(['a\nb', 'c\n\n', 'd'])).toEqual([
      { number: 1, bytes: 1, text: 'a' },
      { number: 2, bytes: 2, text: 'bc' },
      { number: 3, bytes: 0, text: '' },
      { number: 4, bytes: 1, text: 'd' },
    ])
  })

  test('gives nothing for nothing', async () => expect(await linesOf([])).toEqual([]))

  test('leaves out a byte order mark and carriage returns', async () => {
    const texts = (await linesOf(['\ufeffa\r\n', 'b\rc\r\n'])).map(({ text }) => text)
    expect(texts).toEqual(['a', 'b\rc'])
  })

  test('keeps nothing of a line that is too long, and goes on with the next', async () => {
    expect(await linesOf(['abcd', 'ef\nab', 'c\nabcd'], 3)).toEqual([
      { number: 1, bytes: 6, text: undefined },
      { number: 2, bytes: 3, text: 'abc' },
      { number: 3, bytes: 4, text: undefined },
    ])
  })

  test('does not mind where the chunks are cut', async () => {
    const text = fc.array(fc.string({ unit: 'grapheme' }).map(line => line.replace(/[\r\n\ufeff]/g, '')))
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(200)), async (lines, cuts) => {
        const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''))
        const ends = [...cuts.sort((a, b) => a - b), bytes.length]
        const chunks = ends.map((end, index) => bytes.subarray(ends[index - 1] ?? 0, end))
        expect((await linesOf(chunks, 1e6)).map(line => line.text)).toEqual(lines)
      }),
    )
  })
})
