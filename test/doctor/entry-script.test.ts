import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entryScript } from '../../src/doctor/entry-script.ts'
import { appFolder } from '../fixtures/app-folder.ts'

test.each([
  [['node', 'app.js'], '{}', 'app.js'],
  [
    ['/usr/bin/node', '-r', 'spanray/register', '--enable-source-maps', 'dist/app.js', '--port', '1'],
    '{}',
    'dist/app.js',
  ],
  [['npm', 'start'], '{"main":"m.js"}', 'm.js'],
  [['next', 'start'], '{"main":"m.js"}', undefined],
  [
    [],
    '{"scripts":{"start":"NODE_ENV=production node --import=spanray/register dist/app.mjs"}}',
    'dist/app.mjs',
  ],
  [[], '{"scripts":{"start":"next start"},"main":"m.js"}', 'm.js'],
  [[], '{}', undefined],
  [[], 'no JSON', undefined],
])('entryScript() of %j and %s', (command, packageJson, file) => {
  using app = appFolder({ 'package.json': packageJson })
  expect(entryScript(app.folder, command)).toBe(file && join(app.folder, file))
})
