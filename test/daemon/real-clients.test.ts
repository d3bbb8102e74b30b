// Those who speak to AWS's daemon today, and moto in X-Ray's place.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { BatchGetTracesCommand, XRayClient } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createDaemon, type Daemon } from '../../src/daemon/create-daemon.ts'
import { createDestination } from '../../src/daemon/create-destination.ts'
import { DEFAULT_SETTINGS } from '../../src/daemon/daemon-settings.ts'
import { parseOtlpProtobuf } from '../../src/otlp/index.ts'
import { segment, TRACE_ID } from '../document/documents.ts'
import { hasAdotExporter, sendByAdotExporter } from '../fixtures/adot-udp-exporter.ts'
import { hasMoto, startMoto } from '../fixtures/moto-server.ts'
import { exportByPython, hasPythonExporter } from '../fixtures/python-exporter.ts'
import { pythonWith } from '../fixtures/python-with.ts'
import { plainEnvironment, runNode } from '../fixtures/run-node.ts'
import { rulesAnswer } from '../fixtures/sampling-rule.ts'
import { HEADER, sendDatagrams } from '../receiver/sockets.ts'
import { type RecordingXRay, startRecordingXRay } from './recording-xray.ts'

const run = promisify(execFile)
const ANY = { host: '127.0.0.1', port: 0 }
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
const python = pythonWith('aws_xray_sdk')

/** What a request of OTLP in the place of a document begins with. */
const SAMPLED_OTLP = 'T1S'

const RULES = rulesAnswer([{ RuleName: 'teapots', Priority: 1, URLPath: '/teapot', FixedRate: 1 }, {}])
const TARGETS = {
  LastRuleModification: 0,
  SamplingTargetDocuments: [{ RuleName: 'teapots', FixedRate: 1, ReservoirQuota: 7, Interval: 10 }],
  UnprocessedStatistics: [],
}
const ANSWERS: Record<string, object> = { '/GetSamplingRules': RULES, '/SamplingTargets': TARGETS }

let xray: RecordingXRay
let daemon: Daemon

async function open(endpoint: string, more = {}): Promise<Daemon> {
  const settings = { ...DEFAULT_SETTINGS, ...more, endpoint, udpAddress: ANY, tcpAddress: ANY }
  const destination = createDestination(settings, () => {})
  return createDaemon({ ...settings, maxBytes: 1e7, gatherMillis: 20, destination, log: quiet })
}

beforeAll(async () => {
  xray = await startRecordingXRay()
  xray.answer = ({ path }) => ({ body: ANSWERS[path] ?? {} })
  daemon = await open(xray.url, { otlpHttpAddress: ANY, otlpGrpcAddress: ANY })
})
afterAll(async () => {
  await daemon.close(100)
  await xray[Symbol.asyncDispose]()
})

function documents() {
  return xray
    .documents()
    .filter(text => !text.startsWith(SAMPLED_OTLP))
    .map(text => JSON.parse(text))
}

/** The document that a service has sent. */
async function sentBy(name: string) {
  return vi.waitFor(
    () => {
      const found = documents().find(each => each.name === name)
      expect(found).toBeDefined()
      return found
    },
    { timeout: 10_000 },
  )
}

test("X-Ray's SDK for Node.js gets its rules and sends its segments", async () => {
  const address = `tcp:127.0.0.1:${daemon.ports.tcp} udp:127.0.0.1:${daemon.ports.udp}`
  const ended = await runNode([join(import.meta.dirname, 'clients/node-sdk.cjs')], {
    AWS_XRAY_DAEMON_ADDRESS: address,
  })
  expect(ended).toMatchObject({ code: 0, stderr: '' })
  expect(await sentBy('node-sdk')).toMatchObject({
    annotations: { rule: 'teapots' },
    subsegments: [{ name: 'step' }],
  })
})

test("X-Ray's SDK for Python does, too", async ({ skip }) => {
  skip(!python, 'aws-xray-sdk is not installed (PyPI)')
  const script = join(import.meta.dirname, 'clients/python_sdk.py')
  const { udp, tcp } = daemon.ports
  await run(python!, [script, `${udp}`, `${tcp}`], {
    env: { ...plainEnvironment(), AWS_REGION: 'us-east-1' },
  })
  expect(await sentBy('python-sdk')).toMatchObject({
    annotations: { rule: 'teapots', quota: 7 },
    subsegments: [{ name: 'step' }],
  })
})

test.skipIf(!hasAdotExporter)("AWS's UDP exporter of OpenTelemetry does, too [ADOT's exporter]", async () => {
  expect(await sendByAdotExporter(daemon.ports.udp!)).toMatchObject({ code: 0, stderr: '' })
  const text = await vi.waitFor(() => {
    const found = xray.documents().find(each => each.startsWith(SAMPLED_OTLP))
    expect(found).toBeDefined()
    return found!
  })
  const { request } = parseOtlpProtobuf(Buffer.from(text.slice(SAMPLED_OTLP.length), 'base64'))
  expect(request?.spans.map(({ name }) => name)).toEqual(['GET /cart'])
})

test("OpenTelemetry's exporters of Python reach X-Ray, by HTTP and by gRPC", async ({ skip }) => {
  skip(!hasPythonExporter, 'opentelemetry-exporter-otlp is not installed (PyPI)')
  const { otlpHttp, otlpGrpc } = daemon.ports
  const complaints = await exportByPython(
    { protocol: 'http', compression: 'Gzip', port: otlpHttp! },
    { protocol: 'grpc', compression: 'NoCompression', port: otlpGrpc! },
  )
  expect(complaints).toBe('')
  for (const name of ['snake http Gzip', 'snake grpc NoCompression'])
    expect(await sentBy(name)).toMatchObject({
      metadata: { default: { items: 3 } },
      subsegments: [{ name: 'SELECT' }],
    })
})

test('a hundred of them have X-Ray asked for its rules once', async () => {
  const before = xray.calls.filter(({ path }) => path === '/GetSamplingRules').length
  expect(before).toBeLessThanOrEqual(1)
  const url = `http://127.0.0.1:${daemon.ports.tcp}/GetSamplingRules`
  const answers = await Promise.all(
    Array.from({ length: 100 }, async () => (await fetch(url, { method: 'POST', body: '{}' })).json()),
  )
  for (const answer of answers) expect(answer).toEqual(RULES)
  expect(xray.calls.filter(({ path }) => path === '/GetSamplingRules')).toHaveLength(1)
})

test.skipIf(!hasMoto)(
  "what is sent to moto's X-Ray, signed, can be asked for there [PyPI's moto]",
  async () => {
    await using moto = await startMoto()
    const endpoint = `http://127.0.0.1:${moto.port}`
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIATEST')
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
    const toMoto = await open(endpoint, { isSigned: true, region: 'us-east-1' })
    await sendDatagrams('127.0.0.1', toMoto.ports.udp!, HEADER + JSON.stringify(segment('shop')))
    await vi.waitFor(() => expect(toMoto.stats().documents.sent).toBe(1), 10_000)
    const client = new XRayClient({ endpoint, region: 'us-east-1' })
    const { Traces } = await client.send(new BatchGetTracesCommand({ TraceIds: [TRACE_ID] }))
    expect(JSON.parse(Traces![0]!.Segments![0]!.Document!)).toEqual(segment('shop'))
    await toMoto.close(1000)
    vi.unstubAllEnvs()
  },
)
