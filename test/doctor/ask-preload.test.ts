import { expect, test } from 'vitest'
import { askPreload } from '../../src/doctor/ask-preload.ts'
import { appFolder } from '../fixtures/app-folder.ts'

const scripts = (start: string) => JSON.stringify({ scripts: { start } })

test.each([
  [{ NODE_OPTIONS: '--require spanray/register' }, '{}', ['ok']],
  [{}, scripts('node --import spanray/register app.js'), ['ok']],
  [{}, scripts('node app.js'), ['note']],
  [{}, 'no JSON', ['note']],
  [{ NODE_OPTIONS: '-r dd-trace/init --require=spanray/register' }, '{}', ['ok', 'note']],
])('askPreload() with %j and %s: %j', (environment, packageJson, verdicts) => {
  using app = appFolder({ 'package.json': packageJson })
  const findings = askPreload({ environment, folder: app.folder })
  expect(findings.map(({ verdict }) => verdict)).toEqual(verdicts)
})

test('askPreload() names what is loaded beside it, and by what', () => {
  using app = appFolder({ 'package.json': scripts('node -r spanray/register app.js') })
  const findings = askPreload({ environment: { NODE_OPTIONS: '-r dd-trace/init' }, folder: app.folder })
  expect(findings.map(({ says }) => says)).toEqual([
    'spanray/register, by the script "start"',
    expect.stringContaining('NODE_OPTIONS loads dd-trace/init too'),
  ])
})
