import { expect, test } from 'vitest'
import { appWithApis } from '../fixtures/app-with-apis.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

/** The version that the preload registers with, in an app that has these copies of the API. */
async function registered(script: string, folder: string, flags: string[] = []) {
  const print = `console.log(globalThis[Symbol.for('opentelemetry.js.api.1')].version)`
  const { stdout, stderr } = await runNode(
    [...flags, '--require', `${projectRoot}/dist/register.cjs`, '--eval', print, script],
    {},
    folder,
  )
  expect(stderr).toBe('')
  return stdout.trim()
}

test.each([
  ['1.9', /^1\.9\.\d+$/],
  ['1.10', /^1\.10\.\d+$/],
  ['none', /^1\.10\.0$/],
] as const)('the copy in the bundle speaks as that of the app: %s', async (minor, version) => {
  using app = appWithApis(minor, 'none', 'cjs')
  expect(await registered(app.script, app.folder)).toMatch(version)
})

test('the copy in the bundle speaks as the version that somebody has registered before', async () => {
  using app = appWithApis('1.9', 'none', 'cjs')
  const somebody = `${projectRoot}/test/fixtures/apps/register-meters.cjs`
  expect(await registered(app.script, app.folder, ['--require', somebody])).toMatch(/^1\.10\.\d+$/)
})
