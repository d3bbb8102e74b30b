import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ProcFile } from '../../src/emit/proc-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-proc-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('gives what stands there now, from any place on, a page at a time', () => {
  const path = join(folder, 'counters')
  writeFileSync(path, `first\n${'x'.repeat(5000)}`)
  const file = new ProcFile(path)
  expect([file.read().length, file.read(4096).length, file.read(9000)]).toEqual([4096, 910, ''])
  expect(file.read(1, 3)).toBe('irs')
  writeFileSync(path, 'other')
  expect(file.read()).toBe('other')
  file.close()
  file.close()
})

test('is empty where there is none', () => {
  const file = new ProcFile(join(folder, 'none'))
  expect(file.read()).toBe('')
  file.close()
})
