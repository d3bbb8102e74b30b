import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { type BuiltCli, buildCli } from './built-cli.ts'

let cli: BuiltCli
let xray: LocalXRay
const folder = mkdtempSync(join(tmpdir(), 'spanray-export-'))

beforeAll(async () => {
  cli = await buildCli()
  xray = await createLocalXRay({ port: 0 })
})
afterAll(async () => {
  cli.remove()
  rmSync(folder, { recursive: true })
  await xray.close()
})

const nowSeconds = Math.floor(Date.now() / 1000)
const shop = segment('shop', {
  start_time: nowSeconds - 5,
  end_time: nowSeconds - 4,
  user: 'ann',
  subsegments: [
    subsegment('pay', { namespace: 'remote', start_time: nowSeconds - 5, end_time: nowSeconds - 4 }),
  ],
})

test('spanray import gives a large file in parts of whole lines, however long one is', async () => {
  const lines = [9, 4_500_000, 9].map(length => `${JSON.stringify('x'.repeat(length))}\n`)
  const file = join(folder, 'large.jsonl')
  writeFileSync(file, lines.join(''))
  const parts: string[] = []
  await using taker = await serveHttp(async (request, response) => {
    parts.push(await text(request))
    response.statusCode = parts.length > 3 ? 500 : 200
    response.end('{"taken":1,"refused":0,"refusals":[]}')
  })
  expect(await cli.run(['import', file, '--endpoint', taker.url])).toMatchObject({ exitCode: 0 })
  expect(parts.map(part => part.length)).toEqual(lines.map(line => line.length))
}, 60_000)

describe('spanray import, export, traces and graph', () => {
  const run = (...args: string[]) => cli.run([...args, '--endpoint', `http://127.0.0.1:${xray.port}`])

  test('there is nothing to write out yet', async () => {
    expect(await run('export')).toMatchObject({ exitCode: 1, stdout: '' })
    expect(await run('graph')).toMatchObject({ exitCode: 1, stdout: '' })
  })

  test('what is imported is found, drawn, and exported as it came', async () => {
    const file = join(folder, 'in.jsonl')
    writeFileSync(file, `${JSON.stringify(shop)}\n{"name":"bad"}\n`)
    const imported = await run('import', file)
    expect(imported).toMatchObject({ exitCode: 1, stdout: '' })
    expect(imported.stderr).toMatch(/^! refused \(MissingTraceId\): .*\n1 document taken, 1 refused\n$/)

    const spans = join(folder, 'spans.json')
    writeFileSync(spans, '{"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"xyz"}]}]}]}')
    const refused = await run('import', spans)
    expect(refused.exitCode).toBe(1)
    expect(refused.stderr).toMatch(
      /^! refused \(InvalidSpans\): resourceSpans\S+ is "xyz"; .*\n0 documents taken, 1 refused\n$/,
    )

    expect((await run('traces', 'user = "ann"', '--since', '10m')).stdout).toContain(TRACE_ID)
    expect(await run('traces', 'user = "bob"')).toMatchObject({ exitCode: 1, stdout: '' })
    expect((await run('traces', 'user = ')).stderr).toMatch(/^Cannot read the filter at column 8: .*\n$/)
    expect((await run('graph', '--since', '1h')).stdout).toMatch(
      /^client\n└─ shop .* 1 call .*\n {3}└─ pay remote /,
    )

    const { exitCode, stdout } = await run('export', 'user = "ann"')
    expect([exitCode, stdout]).toEqual([0, `${JSON.stringify(shop)}\n`])
    expect(JSON.parse((await run('export', '--otlp')).stdout).resourceSpans).toHaveLength(1)
    const out = join(folder, 'out.jsonl')
    expect((await run('export', '--out', out)).stderr).toBe(`1 trace, 1 document written to ${out}\n`)
    expect(readFileSync(out, 'utf8')).toBe(stdout)
    const database = join(folder, 'out.db')
    expect((await run('export', '--sqlite', database)).exitCode).toBe(0)
    expect(await run('export', '--sqlite', database)).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: `Cannot write ${database}: there is such a file already; name a new one\n`,
    })
    for (const option of ['--out', '--sqlite']) {
      const { exitCode, stderr } = await run('export', option, join(folder, 'no', 'where'))
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/^Cannot write .*where.*\n$/)])
    }
  }, 120_000)
})
