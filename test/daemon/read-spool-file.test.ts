import { closeSync, fstatSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { readSpoolFile } from '../../src/daemon/read-spool-file.ts'
import { spoolRecord } from '../../src/daemon/spool-record.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-spool-file-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function readBytes(bytes: string | Uint8Array) {
  const path = join(folder, 'x.spool')
  writeFileSync(path, bytes)
  const descriptor = openSync(path, 'a+')
  try {
    return { ...readSpoolFile(descriptor), sizeAfter: fstatSync(descriptor).size }
  } finally {
    closeSync(descriptor)
  }
}

const line = (batch: number, text: string) =>
  `${JSON.stringify(spoolRecord(batch, [{ bytes: Buffer.from(text), spanCount: 0 }]))}\n`

test('batches that are not settled, with the place of each line', () => {
  const large = 'ü'.repeat(2_000_000)
  const first = line(1, large)
  const text = `${first}${line(2, 'two')}{"settled":2}\n${line(3, 'three')}`
  const { batches, bytes } = readBytes(text)
  expect(batches.map(({ number, count }) => [number, count])).toEqual([
    [1, 1],
    [3, 1],
  ])
  expect(batches[0]).toMatchObject({ offset: 0, length: Buffer.byteLength(first) })
  const { offset, length } = batches[1]!
  expect(Buffer.from(text).toString('utf8', offset, offset + length)).toBe(line(3, 'three'))
  expect(bytes).toBe(Buffer.byteLength(text))
})

test('what is behind the last whole line is cut off', () => {
  const { batches, sizeAfter } = readBytes(`${line(1, 'one')}{"batch":2,"count":1,`)
  expect(batches).toHaveLength(1)
  expect(sizeAfter).toBe(Buffer.byteLength(line(1, 'one')))
})

test('whatever the bytes are, it is read and cut at a line', () => {
  const part = fc.oneof(
    fc.uint8Array(),
    fc.constantFrom(line(1, 'a'), '{"settled":1}\n', '\n', '{"batch":9,'),
  )
  fc.assert(
    fc.property(fc.array(part), parts => {
      const bytes = Buffer.concat(parts.map(each => Buffer.from(each)))
      const { sizeAfter } = readBytes(bytes)
      expect(sizeAfter).toBe(bytes.lastIndexOf(10) + 1)
    }),
    { numRuns: 100 },
  )
})
