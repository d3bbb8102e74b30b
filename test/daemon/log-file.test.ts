import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openLogFile } from '../../src/daemon/log-file.ts'

vi.mock('node:fs', { spy: true })

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

test('a file that cannot be put aside goes on', () => {
  const file = openLogFile(join(folder, 'xray.log'), true, 10)
  file.write('first line\n')
  mkdirSync(join(folder, 'xray.log.1'))
  for (const line of ['second line\n', 'third\n']) file.write(line)
  file.close()
  expect(read('xray.log')).toBe('first line\nsecond line\nthird\n')
})

test('a file that no other can follow goes on, until one can', () => {
  const file = openLogFile(join(folder, 'xray.log'), true, 10)
  file.write('first line\n')
  vi.mocked(openSync).mockImplementationOnce(() => {
    throw new Error('EMFILE')
  })
  for (const line of ['second line\n', 'third\n']) file.write(line)
  file.close()
  expect(read('xray.log.1')).toBe('first line\nsecond line\n')
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
