import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { createLocalXRay, type LocalXRayOptions } from '../../../src/local/index.ts'
import { segment } from '../../document/documents.ts'

const parent = mkdtempSync(join(tmpdir(), 'spanray-keep-'))
afterAll(() => rmSync(parent, { recursive: true }))

const put = (port: number, ...documents: object[]) =>
  fetch(`http://127.0.0.1:${port}/TraceSegments`, {
    method: 'POST',
    body: JSON.stringify({ TraceSegmentDocuments: documents.map(document => JSON.stringify(document)) }),
  })
const traceIdOf = (at: number) => `1-581cf771-${at.toString(16).padStart(24, '0')}`

async function start(dataFolder: string, options: LocalXRayOptions = {}) {
  let replayed: unknown
  const xray = await createLocalXRay({
    port: 0,
    dataFolder,
    onReplayed: each => (replayed = each),
    ...options,
  })
  await vi.waitFor(() => expect(replayed).toBeDefined(), 10_000)
  return { xray, replayed }
}

test('a local X-Ray takes in what it has kept before', async () => {
  const folder = join(parent, 'kept')
  const first = await start(folder)
  await put(first.xray.port, segment('shop'), segment('pay', { parent_id: segment('shop').id }))
  await expect(start(folder)).rejects.toThrow('Cannot keep documents in')
  await first.xray.close()

  const { xray, replayed } = await start(folder)
  expect(replayed).toEqual({ documents: 2, skipped: 0 })
  expect((await xray.timeline(segment('shop').trace_id))?.rows.map(({ name }) => name)).toEqual([
    'shop',
    'pay',
  ])
  await xray.close()
})

test('of too much the latest stays, and what comes now stays longest', async () => {
  const folder = join(parent, 'bounded')
  const first = await start(folder)
  await put(first.xray.port, ...[1, 2, 3].map(at => segment('shop', { trace_id: traceIdOf(at) })))
  await first.xray.close()

  const { xray } = await start(folder, { maxTraces: 2 })
  await put(xray.port, segment('new', { trace_id: traceIdOf(4) }))
  const there = await Promise.all([1, 2, 3, 4].map(at => xray.timeline(traceIdOf(at))))
  expect(there.map(timeline => timeline !== undefined)).toEqual([false, false, true, true])
  await xray.close()
})

test('what was kept is there after a process was killed', async () => {
  const folder = join(parent, 'killed')
  const program = `
    const { appendFileSync } = require('node:fs')
    require('node:fs').mkdirSync(process.argv[1], { recursive: true })
    require('node:fs').writeFileSync(process.argv[1] + '/lock', String(process.pid))
    appendFileSync(process.argv[1] + '/documents-000001.jsonl', process.argv[2] + '\\n{"name":"to')
    process.kill(process.pid, 'SIGKILL')`
  await once(spawn(process.execPath, ['-e', program, folder, JSON.stringify(segment('shop'))]), 'exit')
  const { xray, replayed } = await start(folder)
  expect(replayed).toEqual({ documents: 1, skipped: 1 })
  await xray.close()
})

test('a folder that could not be read is free for the next one', async () => {
  const folder = join(parent, 'broken')
  mkdirSync(folder)
  const broken = join(folder, 'documents-000001.jsonl')
  symlinkSync('nowhere', broken)
  await expect(start(folder)).rejects.toThrow('ENOENT')
  rmSync(broken)
  const { xray } = await start(folder)
  await xray.close()
})
