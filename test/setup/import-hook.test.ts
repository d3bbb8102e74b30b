import { expect, test } from 'vitest'
import { Hook, hookedModules, loadImportHooks } from '../../src/setup/import-hook.ts'

test('hooks are known by their modules, before and after they are real, until they are taken out', () => {
  const early = new Hook(['express', 'pg'], {}, () => {})
  new Hook(['pg', 'http'], { internals: true }, () => {})
  expect(hookedModules()).toEqual(['express', 'pg', 'http'])
  loadImportHooks()
  loadImportHooks()
  const late = new Hook(['koa'], {}, () => {})
  expect(hookedModules()).toEqual(['express', 'pg', 'http', 'koa'])
  early.unhook()
  late.unhook()
  expect(hookedModules()).toEqual(['pg', 'http'])
})
