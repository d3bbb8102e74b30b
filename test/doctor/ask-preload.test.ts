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

test('askPreload() names the line to change', () => {
  using app = appFolder({
    'package.json': '{\n  "scripts": {\n    "build": "tsc",\n    "start": "NODE_ENV=x node app.js"\n  }\n}',
  })
  const change = (command?: string[]) =>
    askPreload({ environment: {}, folder: app.folder, command })[0]?.change
  expect(change()).toBe(
    'Write in line 4 of package.json: "NODE_ENV=x node --require spanray/register app.js", unless the app uses xray() in the code',
  )
  expect(change(['node', 'other.js'])).toMatch(/^Start it by node --require spanray\/register other\.js, /)
  expect(
    askPreload({ environment: {}, folder: '/', command: ['node', '-r', 'spanray/register', 'a.js'] }),
  ).toEqual([{ about: 'preload', verdict: 'ok', says: 'spanray/register, by the command' }])
})

test('askPreload() names what is loaded beside it, and by what', () => {
  using app = appFolder({ 'package.json': scripts('node -r spanray/register app.js') })
  const findings = askPreload({ environment: { NODE_OPTIONS: '-r dd-trace/init' }, folder: app.folder })
  expect(findings.map(({ says }) => says)).toEqual([
    'spanray/register, by the script "start"',
    expect.stringContaining('NODE_OPTIONS loads dd-trace/init too'),
  ])
})
