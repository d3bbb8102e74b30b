import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { makeFolder } from '../../src/folder/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-folder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('makeFolder() makes a folder and those above it, and takes one that is there', () => {
  const path = join(folder, 'a/b/c')
  makeFolder(path)
  makeFolder(path)
  expect(statSync(path).isDirectory()).toBe(true)
})

test('makeFolder() makes them for this user alone, if asked to', () => {
  const path = join(folder, 'mine/too')
  makeFolder(path, 0o700)
  for (const each of [path, join(folder, 'mine')]) expect(statSync(each).mode & 0o077).toBe(0)
})

test('makeFolder() says why it cannot', () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  expect(() => makeFolder(file)).toThrow('EEXIST')
  expect(() => makeFolder(join(file, 'within'))).toThrow('ENOTDIR')
})

test.skipIf(!existsSync('/proc/self'))('makeFolder() ends where nobody can make any [/proc]', () => {
  expect(() => makeFolder('/proc/x/y')).toThrow('ENOENT')
})
