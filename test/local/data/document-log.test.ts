import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { DocumentLog, logFile, logFileNumbers } from '../../../src/local/data/document-log.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanray-log-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = (bounds: { maxBytes?: number; maxFileBytes?: number } = {}) =>
  DocumentLog.open({ folder, maxBytes: 1e6, onError: error => expect.unreachable(String(error)), ...bounds })
const read = (number: number) => readFileSync(logFile(folder, number), 'utf8')

test('DocumentLog writes a document a line, soon after it has come', async () => {
  const log = await open()
  log.add('{"a":\n1}')
  log.add('{"b":2}')
  await vi.waitFor(() => expect(read(1)).toBe('{"a": 1}\n{"b":2}\n'))
  await log.close()
})

test('DocumentLog leaves what is there as it is', async () => {
  for (const text of ['{"a":1}', '{"b":2}']) {
    const log = await open()
    log.add(text)
    await log.close()
  }
  expect([read(1), read(2)]).toEqual(['{"a":1}\n', '{"b":2}\n'])
})

test('DocumentLog lets the oldest files go', async () => {
  const log = await open({ maxBytes: 30, maxFileBytes: 10 })
  for (let at = 0; at < 6; at++) {
    log.add(`{"number":${at}}`)
    await vi.waitFor(() => expect(read(at + 1)).toContain(String(at)))
  }
  await log.close()
  const numbers = await logFileNumbers(folder)
  expect(numbers.at(-1)).toBe(6)
  expect(numbers.length).toBeLessThan(4)
  expect(readdirSync(folder)).toHaveLength(numbers.length)
})

test.skipIf(!existsSync('/dev/full'))(
  'DocumentLog tells once of a disk that is full [/dev/full]',
  async () => {
    const errors: string[] = []
    const log = await DocumentLog.open({
      folder,
      maxBytes: 1e6,
      onError: error => errors.push(String(error)),
    })
    symlinkSync('/dev/full', logFile(folder, 1))
    for (const text of ['{"a":1}', '{"b":2}']) {
      log.add(text)
      await setTimeout(100)
    }
    await log.close()
    expect(errors).toEqual([
      `Error: Cannot keep documents in ${folder}: ENOSPC: no space left on device, write; until it takes them again, they are in memory alone`,
    ])
  },
)

test('DocumentLog goes on when the disk takes a new file again', async () => {
  const onError = vi.fn()
  const log = await DocumentLog.open({ folder, maxBytes: 1e6, maxFileBytes: 1, onError })
  log.add('{"a":1}')
  await vi.waitFor(() => expect(read(1)).toBe('{"a":1}\n'))
  mkdirSync(logFile(folder, 2))
  log.add('{"b":2}')
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce())
  rmSync(logFile(folder, 2), { recursive: true })
  log.add('{"c":3}')
  await log.close()
  expect(read(2)).toBe('\n{"c":3}\n')
})

test('DocumentLog tells once of a disk that is too slow', async () => {
  const errors: string[] = []
  const log = await DocumentLog.open({
    folder,
    maxBytes: 1e9,
    onError: error => errors.push(String(error)),
  })
  const megabyte = 'x'.repeat(1024 * 1024)
  for (let count = 0; count < 70; count++) log.add(megabyte)
  await log.close()
  expect(errors).toEqual([
    `Error: Cannot keep documents in ${folder}: the disk is too slow; until it takes them again, they are in memory alone`,
  ])
})

test('DocumentLog begins a new line after one that was torn', async () => {
  const onError = vi.fn()
  const log = await DocumentLog.open({ folder, maxBytes: 1e6, maxFileBytes: 1, onError })
  mkdirSync(logFile(folder, 1))
  log.add('{"a":1}')
  await vi.waitFor(() => expect(onError).toHaveBeenCalledOnce())
  rmSync(logFile(folder, 1), { recursive: true })
  log.add('{"b":2}')
  await log.close()
  expect(read(1)).toBe('\n{"b":2}\n')
})
