import { join } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

const note = join(projectRoot, 'test/fixtures/apps/note-resources.cjs')

async function notes(flags: string[]) {
  const { stdout, stderr } = await runNode(['--require', note, ...flags, '--eval', 'globalThis.app = true'])
  expect(stderr).toBe('')
  return JSON.parse(stdout) as { resources: string[]; modules: string[] }
}

test('a process that makes no span gets nothing opened, polled or timed', async () => {
  const { resources } = await notes(['--require', 'spanray/register'])
  expect(resources).toEqual((await notes([])).resources)
})

test('a start reads these files and no other', async () => {
  const { modules } = await notes(['--require', 'spanray/register'])
  expect(modules.map(path => path.slice(projectRoot.length).replace(/-[\w-]{8}\.cjs$/, '.cjs'))).toEqual([
    'dist/register.cjs',
    'dist/trace-process.cjs',
    'dist/chunks/rolldown-runtime.cjs',
    'dist/start.cjs',
  ])
})
