import { symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { installedPackages } from '../../src/doctor/installed-packages.ts'
import { appFolder } from '../fixtures/app-folder.ts'

test('installedPackages() finds every copy once, however it is linked', () => {
  using app = appFolder({
    'node_modules/a/package.json': '{"version":"1.0.0"}',
    'node_modules/b/node_modules/a/package.json': '{"version":"2.0.0"}',
    'node_modules/@c/d/node_modules/a/package.json': '{"version":"3.0.0"}',
    'node_modules/.pnpm/a@4/node_modules/a/package.json': '{"version":"4.0.0"}',
    'node_modules/e/node_modules/a/package.json': 'no JSON',
  })
  symlinkSync(join(app.folder, 'node_modules'), join(app.folder, 'node_modules/b/node_modules/circle'))
  const found = installedPackages(app.folder, 'a')
  expect(found.map(({ version }) => version).toSorted()).toEqual(['1.0.0', '2.0.0', '3.0.0', '4.0.0'])
  expect(found[0]).toEqual({ version: '1.0.0', path: 'node_modules/a' })
  expect(installedPackages('/nowhere', 'a')).toEqual([])
})
