import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

const folder = mkdtempSync(join(tmpdir(), 'spanray-observe-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (script: string, environment: NodeJS.ProcessEnv) =>
  runNode(['--require', join(projectRoot, 'dist/observe.cjs'), '--eval', script], environment)

test('observe tells of its process in a file, once it ends', async () => {
  const { code, stderr } = await run(`require('pg')`, { SPANRAY_DOCTOR_FOLDER: folder })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  const files = readdirSync(folder)
  expect(files).toEqual([expect.stringMatching(/^\d+\.json$/)])
  expect(JSON.parse(readFileSync(join(folder, files[0]!), 'utf8'))).toEqual({
    pid: Number.parseInt(files[0]!, 10),
    isPreloaded: false,
    isTraced: false,
    isRegistered: false,
    instrumentations: [],
    loaded: expect.arrayContaining([
      { name: 'pg', version: expect.stringMatching(/^\d/), path: join(projectRoot, 'node_modules/pg') },
    ]),
  })
})

test.each([[{}], [{ SPANRAY_DOCTOR_FOLDER: '/no/such/folder' }]])(
  'observe leaves the process alone with %j',
  async environment => {
    expect(await run('', environment)).toEqual({ code: 0, stdout: '', stderr: '' })
  },
)
