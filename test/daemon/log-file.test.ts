import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openLogFile } from '../../src/daemon/log-file.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spanray-log-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const read = (name: string) => readFileSync(join(folder, name), 'utf8')

test('a file is put aside when it is full, once', () => {
  const file = openLogFile(join(folder, 'xray.log'), true, 10)
  for (const line of ['first line\n', 'second line\n', 'third\n']) file.write(line)
  file.close()
  expect(readdirSync(folder).sort()).toEqual(['xray.log', 'xray.log.1'])
  expect(read('xray.log.1')).toBe('second line\n')
  expect(read('xray.log')).toBe('third\n')
})

test('or grows, if it is to; and goes on where it ended', () => {
  for (const line of ['one\n', 'two\n']) {
    const file = openLogFile(join(folder, 'xray.log'), false, 1)
    file.write(line)
    file.close()
  }
  expect(read('xray.log')).toBe('one\ntwo\n')
})

test('a file that cannot be opened is told', () => {
  expect(() => openLogFile(join(folder, 'no', 'xray.log'), true)).toThrow(/ENOENT/)
})
