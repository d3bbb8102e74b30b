import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { parseDocument } from '../../src/document/index.ts'
import { idOf, inProgress, segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { HEADER, sendDatagrams } from '../receiver/sockets.ts'
import { type BuiltCli, buildCli, type RunningCli } from './built-cli.ts'

let cli: BuiltCli
const running: RunningCli[] = []

beforeAll(async () => {
  cli = await buildCli()
})
afterAll(() => cli.remove())
afterEach(async () => {
  for (const each of running.splice(0)) {
    each.process.kill('SIGKILL')
    await each.exitCode
  }
})

async function start(args: string[] = [], env: NodeJS.ProcessEnv = {}) {
  const local = cli.start(['local', '--port', '0', ...args], env)
  running.push(local)
  const [, port] = await local.seen('stderr', /listening on 127\.0\.0\.1:(\d+) /)
  return { local, port: Number(port) }
}

function send(port: number, ...documents: unknown[]): Promise<void> {
  const datagrams = documents.map(each => (typeof each === 'string' ? each : HEADER + JSON.stringify(each)))
  return sendDatagrams('127.0.0.1', port, ...datagrams)
}

describe('spanray local', () => {
  test('says which folder it cannot keep documents in', async () => {
    const folder = join(cli.path, 'below-a-file')
    const { exitCode, stderr } = await cli.run(['local', '--port', '0', '--data', folder])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(
      /^Cannot keep documents in .*below-a-file: ENOTDIR.*; name another folder: spanray local --data DIR\n$/,
    )
  })

  test('says at once which file it cannot record to', async () => {
    const file = join(cli.path, 'below-a-file')
    const { exitCode, stderr } = await cli.run(['local', '--port', '0', '--record', file])
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(
      /^Cannot record to .*: E[A-Z]+: .*; name another file: spanray local --record FILE\n$/,
    )
  })

  test('prints a trace once it is complete, and exits with 0 on a signal', async () => {
    const { local, port } = await start()
    await send(port, segment('shop', { subsegments: [subsegment('step', { error: true })] }))
    await local.seen('stdout', /step/)
    expect(local.stdout()).toMatch(
      /^02:40:00\.000 {2}shop {2}OK {2}1\.00 s +1-581cf771-a006649127e371903a2de979\nshop +OK /,
    )
    expect(local.stdout()).toMatch(/^└─ step +error +1\.00 s {2}█+$/m)
    expect(local.stdout()).not.toContain('\u001b')

    local.process.kill('SIGTERM')
    expect(await local.exitCode).toBe(0)
    expect(local.stderr()).toMatch(/spanray local has ended: 1 document, 1 trace\n$/)
  })

  test('prints a partial trace as such, and again when the rest has come', async () => {
    const { local, port } = await start()
    await send(port, inProgress(segment('shop')))
    await local.seen('stdout', /shop {2}pending {2}0\.00 ms {2}partial /)
    await send(port, segment('shop'))
    await local.seen('stdout', /shop {2}OK {2}1\.00 s {2}updated /)
  })

  test('warns of what it refuses with the reason, and goes on', async () => {
    const { local, port } = await start()
    const { end_time: _, ...endless } = segment('shop')
    await send(port, 'gar\u001b[31mbage', endless, segment('shop'))
    await local.seen('stdout', /shop {2}OK/)
    const warnings = local
      .stderr()
      .split('\n')
      .filter(line => line.startsWith('!'))
    expect(warnings).toEqual([
      expect.stringMatching(
        /^! refused datagram \(MissingHeader\): .* begins with "gar\\u001b\[31mbage"; a datagram is /,
      ),
      `! refused document (MissingEndTime): Segment ${idOf('shop')} "shop" has neither end_time nor in_progress: true; one of them is needed`,
    ])
  })

  test('counts warnings that nobody could read', async () => {
    const { local, port } = await start()
    await send(port, ...Array(50).fill('garbage'))
    await local.seen('stderr', /… and 40 more warnings\n/)
    expect(local.stderr().match(/MissingHeader/g)).toHaveLength(10)
  })

  test('prints no traces when told so', async () => {
    const { local, port } = await start(['--no-timeline'])
    await send(port, segment('shop'))
    await vi.waitFor(async () => {
      const stats = await (await fetch(`http://127.0.0.1:${port}/_spanray/stats`)).json()
      expect(stats).toMatchObject({ documents: { stored: 1 } })
    }, 10_000)
    local.process.kill('SIGINT')
    expect(await local.exitCode).toBe(0)
    expect(local.stdout()).toBe('')
  })

  test('paints when it is forced to', async () => {
    const { local, port } = await start([], { FORCE_COLOR: '1' })
    await send(port, segment('shop', { fault: true }))
    await local.seen('stdout', /\u001b\[31mfault/)
  })

  test('says who has the port, and exits with 1', async () => {
    const { local, port } = await start()
    const { exitCode, stdout, stderr } = await cli.run(['local', '--port', String(port)])
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    expect(stderr).toContain(`Cannot listen on 127.0.0.1:${port}: TCP port ${port} is in use`)
    if (process.platform === 'linux') expect(stderr).toContain(`(process ${local.process.pid})`)
    expect(stderr).toContain(`spanray local --port ${port + 1}\n`)
  })

  test('ends quietly when its reader has gone', async () => {
    const { local, port } = await start()
    local.process.stdout?.destroy()
    await send(port, segment('shop'))
    expect(await local.exitCode).toBe(0)
    expect(local.stderr()).not.toContain('EPIPE')
  })

  test('answers by its API what it has printed', async () => {
    const { port } = await start()
    await send(port, segment('shop'))
    const endpoint = `http://127.0.0.1:${port}`
    const body = JSON.stringify({ TraceIds: [TRACE_ID] })
    expect(await (await fetch(`${endpoint}/Traces`, { method: 'POST', body })).json()).toMatchObject({
      Traces: [{ Id: TRACE_ID }],
    })
  })

  test('loses at most the last second when it is killed while documents pour in, and nothing from before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'spanray-kill-'))
    const sentMillis = new Map<string, number>()
    const killed: number[] = []
    for (const round of [1, 2]) {
      const { local, port } = await start(['--data', folder, '--no-timeline'])
      const until = Date.now() + 1300
      while (Date.now() < until) {
        const documents = Array.from({ length: 20 }, (_, at) =>
          segment('shop', { id: idOf(`${round}${sentMillis.size + at}`.slice(-8)) }),
        )
        // Not by UDP: what the kernel has no room for was never there.
        const body = JSON.stringify({ TraceSegmentDocuments: documents.map(each => JSON.stringify(each)) })
        const { ok } = await fetch(`http://127.0.0.1:${port}/TraceSegments`, { method: 'POST', body })
        if (ok) for (const { id } of documents) sentMillis.set(id, Date.now())
      }
      killed.push(Date.now())
      local.process.kill('SIGKILL')
      await local.exitCode
    }

    const kept = new Set<string>()
    let cutOff = 0
    for (const name of readdirSync(folder).filter(each => each.endsWith('.jsonl'))) {
      for (const line of readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)) {
        const { document } = parseDocument(line)
        if (document) kept.add(document.id)
        else cutOff++
      }
    }
    // Of each file its last line at most.
    expect(cutOff).toBeLessThanOrEqual(2)
    const isOld = (millis: number) => killed.every(end => millis > end || millis < end - 1000)
    const lost = [...sentMillis].filter(([id, millis]) => isOld(millis) && !kept.has(id))
    expect(sentMillis.size).toBeGreaterThan(400)
    expect(lost).toEqual([])

    const { local, port } = await start(['--data', folder, '--no-timeline'])
    await local.seen('stderr', /documents of before are back/)
    const stats = await (await fetch(`http://127.0.0.1:${port}/_spanray/stats`)).json()
    expect(stats).toMatchObject({ documents: { held: kept.size } })
    rmSync(folder, { recursive: true })
  })
})
