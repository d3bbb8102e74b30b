import { join } from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { appScript } from '../../src/setup/app-script.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const before = process.argv
afterEach(() => {
  process.argv = before
  vi.unstubAllEnvs()
})
const apps = join(projectRoot, 'test/fixtures/apps')

test.each([
  ['a file', 'echo.cjs', 'echo.cjs'],
  ['a file without its ending', 'plain/app', 'plain/app.js'],
  ['a folder', 'plain', 'plain/index.js'],
  ['one that is not there', 'gone.js', 'gone.js'],
])('appScript() is the file that Node starts: %s', (_, argument, file) => {
  process.argv = [process.execPath, join(apps, argument)]
  expect(appScript()).toBe(join(apps, file))
})

test('appScript() is nothing where there is none', () => {
  process.argv = [process.execPath]
  expect(appScript()).toBeUndefined()
})

test.each(['ProcessContainer.js', 'ProcessContainerFork.js'])(
  'appScript() is the app that PM2 starts by %s',
  file => {
    process.argv = [process.execPath, join('/usr/lib/node_modules/pm2/lib', file)]
    vi.stubEnv('pm_exec_path', join(apps, 'echo.cjs'))
    expect(appScript()).toBe(join(apps, 'echo.cjs'))
  },
)
