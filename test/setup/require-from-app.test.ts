import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest'
import { requireFromApp } from '../../src/setup/require-from-app.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-app-'))
for (const [name, text] of [
  ['only-here', 'module.exports = 7'],
  ['broken-here', `throw new RangeError('broken')`],
] as const) {
  mkdirSync(join(folder, 'node_modules', name), { recursive: true })
  writeFileSync(join(folder, 'node_modules', name, 'index.js'), text)
}
beforeEach(() => void vi.spyOn(process, 'cwd').mockReturnValue(folder))
afterEach(() => vi.restoreAllMocks())
afterAll(() => rmSync(folder, { recursive: true }))

test('requireFromApp() gives what the app has installed, and nothing for what it has not', () => {
  expect(requireFromApp('only-here')).toBe(7)
  expect(requireFromApp('not-here')).toBeUndefined()
})

test('requireFromApp() passes on the error of a package that is broken', () => {
  expect(() => requireFromApp('broken-here')).toThrow('broken')
})
