import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readSite } from '../../src/local/index.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-site-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('readSite() reads what the build made, and knows what a browser may keep', () => {
  mkdirSync(join(folder, 'assets'))
  writeFileSync(join(folder, 'index.html'), '<!doctype html>')
  writeFileSync(join(folder, 'assets/index-1a2b.css'), 'a {}')
  writeFileSync(join(folder, 'assets/index-1a2b.js.map'), '{}')
  const site = readSite(folder)
  expect([...site!.files.keys()].sort()).toEqual(['/assets/index-1a2b.css', '/index.html'])
  expect(site?.start).toEqual(site?.files.get('/index.html'))
  expect(site?.start.isImmutable).toBe(false)
  expect(site?.files.get('/assets/index-1a2b.css')).toMatchObject({
    type: 'text/css; charset=utf-8',
    isImmutable: true,
  })
})

test('readSite() comes back with nothing where nothing was built', () => {
  expect(readSite(join(folder, 'assets'))).toBeUndefined()
  expect(readSite(join(folder, 'nowhere'))).toBeUndefined()
})
