import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { parseOtlpJson } from '../../src/otlp/index.ts'
import { independent, segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { type BuiltCli, buildCli } from './built-cli.ts'

let cli: BuiltCli
let xray: LocalXRay
let endpoint: string

beforeAll(async () => {
  cli = await buildCli()
  xray = await createLocalXRay({ port: 0 })
  endpoint = `http://127.0.0.1:${xray.port}`
  const documents = [independent('step', 'shop'), segment('shop')]
  // Merged, the trace is longer than one document may be.
  for (const name of ['a', 'b']) {
    documents.push(independent(name, 'shop', { metadata: { default: { filler: 'x'.repeat(60_000) } } }))
  }
  const body = JSON.stringify({ TraceSegmentDocuments: documents.map(each => JSON.stringify(each)) })
  const answer = await fetch(`${endpoint}/TraceSegments`, { method: 'POST', body })
  expect(await answer.json()).toEqual({ UnprocessedTraceSegments: [] })
})
afterAll(async () => {
  cli.remove()
  await xray.close()
})

describe('spanray trace', () => {
  test.each([TRACE_ID, TRACE_ID.replaceAll('-', '').slice(1)])('prints the timeline of %s', async id => {
    const { exitCode, stdout, stderr } = await cli.run(['trace', id, '--endpoint', endpoint])
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout.split('\n').map(line => line.slice(0, 7).trimEnd())).toEqual([
      '02:40:0',
      'shop',
      '├─ a',
      '├─ b',
      '└─ step',
      '',
    ])
  })

  test('prints the documents as JSON', async () => {
    const { exitCode, stdout } = await cli.run(['trace', TRACE_ID, '--endpoint', endpoint, '--json'])
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      Id: TRACE_ID,
      Segments: [
        { Document: { name: 'shop', subsegments: [{ name: 'a' }, { name: 'b' }, subsegment('step')] } },
      ],
    })
  })

  test('prints spans for other tools', async () => {
    const { exitCode, stdout } = await cli.run(['trace', TRACE_ID, '--endpoint', endpoint, '--otlp'])
    expect(exitCode).toBe(0)
    const { request } = parseOtlpJson(stdout)
    expect(request?.refusals).toEqual([])
    expect(request?.spans.map(({ name }) => name)).toEqual(['shop', 'a', 'b', 'step'])
  })

  test.each([
    ['1-581cf771-000000000000000000000001', 'list what is there with: spanray traces'],
    ['nonsense', 'a trace id is 1-<8 hex digits>-<24 hex digits>, or 32 hex digits'],
  ])('exits with 1 for %s', async (id, reason) => {
    const stderr = `Cannot find the trace "${id}"; ${reason}\n`
    expect(await cli.run(['trace', id, '--endpoint', endpoint])).toEqual({ exitCode: 1, stdout: '', stderr })
  })

  test('exits with 1 when nobody answers', async () => {
    const gone = await createLocalXRay({ port: 0 })
    await gone.close()
    const nobody = `http://127.0.0.1:${gone.port}`
    const stderr = `Cannot reach ${nobody} (ECONNREFUSED); start it with: spanray local\n`
    const args = ['trace', TRACE_ID, '--endpoint', nobody]
    expect(await cli.run(args)).toEqual({ exitCode: 1, stdout: '', stderr })
  })

  test('exits with 2 when the endpoint is no URL', async () => {
    const { exitCode, stderr } = await cli.run(['trace', TRACE_ID, '--endpoint', 'localhost'])
    expect(exitCode).toBe(2)
    expect(stderr).toContain("--endpoint is 'localhost'; it must be a URL such as http://127.0.0.1:2000")
  })
})
