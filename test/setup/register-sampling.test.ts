import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'
import { projectRoot, runNode } from '../fixtures/run-node.ts'

let xray: LocalXRay
const arrived = new Set<string>()

beforeAll(async () => {
  xray = await createLocalXRay({ port: 0, onTraceUpdated: id => arrived.add(id) })
})
afterAll(() => xray.close())

/** Asks its own server again and again, long enough for the rules to come. */
const app = `
  const http = require('node:http')
  const server = http.createServer((_, response) => response.end()).listen(0, () => {
    const ask = left => http.get({ port: server.address().port, agent: false }, response =>
      response.resume().on('end', () => left > 0 ? setTimeout(ask, 10, left - 1) : server.close()))
    ask(60)
  })`

test('the preload goes by the rules of the daemon, says so, and does not trace its asking for them', async () => {
  const { code, stderr } = await runNode(
    ['--require', join(projectRoot, 'dist/register.cjs'), '--eval', app],
    { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${xray.port}`, OTEL_TRACES_SAMPLER: '', OTEL_LOG_LEVEL: 'info' },
  )
  const place = `http://127.0.0.1:${xray.port}`
  expect(code).toBe(0)
  expect(stderr).toContain(`spanray: XRaySampler{${place}} decides, by default`)
  expect(stderr).toContain(`spanray: sampling by 1 rules of ${place}, 1 of them for this service`)
  const answer = await fetch(`${place}/Traces`, {
    method: 'POST',
    body: JSON.stringify({ TraceIds: [...arrived].slice(-5) }),
  })
  const { Traces } = (await answer.json()) as { Traces: { Segments: { Document: string }[] }[] }
  const documents = Traces.flatMap(({ Segments }) => Segments.map(({ Document }) => JSON.parse(Document)))
  const rules = documents.flatMap(({ aws }) => aws?.xray?.sampling_rule_name ?? [])
  expect(rules).toEqual(Array(5).fill('Default'))
  expect(JSON.stringify(documents)).not.toContain('GetSamplingRules')
})
