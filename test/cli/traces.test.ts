import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { inProgress, segment } from '../document/documents.ts'
import { type BuiltCli, buildCli } from './built-cli.ts'

let cli: BuiltCli
let xray: LocalXRay
let endpoint: string

beforeAll(async () => {
  cli = await buildCli()
  xray = await createLocalXRay({ port: 0 })
  endpoint = `http://127.0.0.1:${xray.port}`
})
afterAll(async () => {
  cli.remove()
  await xray.close()
})

const id = (digit: number) => `1-581cf771-${String(digit).repeat(24)}`

describe('spanray traces', () => {
  test('exits with 1 when there is none', async () => {
    const stderr = `There is no trace at ${endpoint} yet\n`
    expect(await cli.run(['traces', '--endpoint', endpoint])).toEqual({ exitCode: 1, stdout: '', stderr })
  })

  test('lists the latest, one line each', async () => {
    const http = {
      request: { method: 'GET', url: `http://shop/\u001b[2J${'x'.repeat(200)}` },
      response: { status: 503 },
    }
    const documents = [
      segment('shop', { trace_id: id(1), fault: true, http }),
      inProgress(segment('worker', { trace_id: id(2), start_time: 1_500_000_002 })),
    ]
    const body = JSON.stringify({ TraceSegmentDocuments: documents.map(each => JSON.stringify(each)) })
    await fetch(`${endpoint}/TraceSegments`, { method: 'POST', body })

    const { exitCode, stdout } = await cli.run(['traces', '--endpoint', endpoint])
    expect(exitCode).toBe(0)
    expect(stdout.split('\n')).toEqual([
      '2017-07-14',
      `02:40:02.000  ${id(2)}  OK         0.00 ms  worker (in progress)`,
      `02:40:00.000  ${id(1)}  503         1.00 s  GET http://shop/\ufffd[2J${'x'.repeat(200)}`,
      '',
    ])
    expect(
      (await cli.run(['traces', '--endpoint', endpoint, '--limit', '1'])).stdout.split('\n'),
    ).toHaveLength(3)
    const json = await cli.run(['traces', '--endpoint', endpoint, '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject([{ Id: id(2) }, { Id: id(1) }])
  })
})
