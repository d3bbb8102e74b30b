import { join } from 'node:path'
import { supportsSyncHooks } from 'import-in-the-middle/supports-sync-hooks.mjs'
import { beforeEach, describe, expect, test } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'
import { runTraced } from '../fixtures/run-traced.ts'

const app = (name: string) => join(projectRoot, 'test/fixtures/apps', name)
const REQUIRE = ['--require', 'spanray/register']

describe('where Node has synchronous hooks', () => {
  beforeEach(context => context.skip(!supportsSyncHooks(), `Node ${process.version} has none`))

  test('a package that an app in CommonJS gets by import() is traced', async () => {
    const { code, stderr, documents } = await runTraced([...REQUIRE, app('import-express.cjs')])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const server = documents.find(document => document.http?.request?.client_ip)
    expect(server?.metadata).toMatchObject({ default: { 'otel.span.name': 'GET /orders/:id' } })
  })

  test('import-in-the-middle is not loaded before the first import of such a package', async () => {
    const note = ['--require', app('note-resources.cjs'), ...REQUIRE]
    const { stdout } = await runNode([...note, '--input-type=module', '--eval', `import 'node:fs'`])
    expect(JSON.parse(stdout).modules.filter((file: string) => file.includes('in-the-middle'))).toEqual([])
  })
})

test('a bundled ES module with classes in a circle runs as without us', async () => {
  const bare = await runNode([app('esm/circle.mjs')])
  const traced = await runTraced([...REQUIRE, app('esm/circle.mjs')])
  expect(traced).toMatchObject({ code: 0, stderr: '', stdout: bare.stdout })
  expect(bare.stdout).toBe('Leaf of Tree of Leaf\n')
})
