import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { needsCertificate, serveHttps } from '../fixtures/https-server.ts'
import { type BuiltCli, buildCli } from './built-cli.ts'

let cli: BuiltCli
let xray: LocalXRay
let folder: string

beforeAll(async () => {
  cli = await buildCli()
  folder = mkdtempSync(join(tmpdir(), 'spanray-aws-'))
  xray = await createLocalXRay({ port: 0 })
  const start = Math.floor(Date.now() / 1000) - 60
  const times = { start_time: start, end_time: start + 1 }
  const call = subsegment('pay', { namespace: 'remote', ...times })
  const shop = segment('shop', { ...times, fault: true, subsegments: [call] })
  await post('/TraceSegments', JSON.stringify({ TraceSegmentDocuments: [JSON.stringify(shop)] }))
})
beforeEach(needsCertificate)
afterAll(async () => {
  cli.remove()
  rmSync(folder, { recursive: true })
  await xray.close()
})

async function post(path: string, body: string): Promise<string> {
  return (await fetch(`http://127.0.0.1:${xray.port}${path}`, { method: 'POST', body })).text()
}

test.each([
  [['traces', 'service("shop") { fault }', '--aws'], TRACE_ID],
  [['trace', TRACE_ID, '--aws'], 'shop'],
  [['graph', '--aws'], 'pay'],
  [['export', '--aws'], TRACE_ID],
])('spanray %j asks the host of AWS in its region, signed, over one connection', async (args, shown) => {
  const connections = new Set<unknown>()
  const asked: [host: string | undefined, scope: string | undefined][] = []
  await using aws = await serveHttps(async (request, response) => {
    connections.add(request.socket)
    const { host, authorization = '' } = request.headers
    asked.push([
      host,
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/([\w-]+\/\w+)\//.exec(authorization)?.[1],
    ])
    const body = Buffer.concat(await request.toArray()).toString()
    response.end(await post(request.url!, body))
  })
  // The host of AWS is this server.
  const hook = join(folder, 'hosts.cjs')
  const there = `{ ...options, host: '127.0.0.1', port: ${aws.port}, rejectUnauthorized: false }`
  writeFileSync(
    hook,
    `const tls = require('tls'); const { connect } = tls; tls.connect = options => connect(${there})`,
  )
  const { exitCode, stdout } = await cli.run(args, {
    NODE_OPTIONS: `--require ${hook}`,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'secret',
  })
  expect(exitCode).toBe(0)
  expect(stdout).toContain(shown)
  expect(connections.size).toBe(1)
  expect(asked[0]).toEqual(['xray.eu-west-1.amazonaws.com', 'eu-west-1/xray'])
})

test.each<[string, RequestListener]>([
  ['says no', (_, response) => response.writeHead(404).end()],
  ['says nothing', () => {}],
])(
  'spanray traces --aws says that nobody tells its region, where the metadata server %s',
  async (_, listener) => {
    await using instance = await serveHttp(listener)
    const { exitCode, stdout, stderr } = await cli.run(['traces', '--aws'], {
      AWS_REGION: '',
      AWS_DEFAULT_REGION: '',
      AWS_CONFIG_FILE: join(folder, 'none'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
      AWS_EC2_METADATA_DISABLED: '',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: instance.url,
    })
    expect({ exitCode, stdout, stderr }).toEqual({
      exitCode: 1,
      stdout: '',
      stderr: 'Cannot call X-Ray: nothing says in which region; set AWS_REGION\n',
    })
  },
)
