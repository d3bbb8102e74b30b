import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { BatchGetTracesCommand, XRayClient } from '@aws-sdk/client-xray'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ApiConnection } from '../../src/client/index.ts'
import { Accounts, ApiEmitter } from '../../src/emit/index.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { needsCertificate, serveHttps } from '../fixtures/https-server.ts'
import { hasMoto, startMoto } from '../fixtures/moto-server.ts'
import { deadPort } from '../fixtures/udp-listener.ts'
import { FAULTS, type Fault } from './faults.ts'

const NONE = { sent: 0, unprocessed: {}, rejected: {}, dropped: {}, waiting: 0 }
const DOCUMENTS = ['a', 'b', 'c'].map(id => `{"id":"${id}","name":"shop"}`)

beforeAll(stubCredentials)
afterAll(() => vi.unstubAllEnvs())

function stubCredentials() {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_REGION', 'eu-west-1')
}

interface Patience {
  readonly sign?: boolean
  readonly timeoutMillis?: number | undefined
  readonly patienceMillis?: number
}

function emitterTo(url: string, { sign, timeoutMillis, patienceMillis = 600 }: Patience = {}) {
  return new ApiEmitter(new ApiConnection({ url, timeoutMillis, sign }), { gatherMillis: 5, patienceMillis })
}

/** Sends the documents, and gives back the accounts: those while they were on their way, and those in the end. */
async function send(emitter: ApiEmitter, documents = DOCUMENTS) {
  const accounts = new Accounts()
  accounts.open(documents.length)
  const sent = emitter.send(documents.map(document => Buffer.from(document)))
  for (const outcome of await sent) accounts.settle(1, outcome)
  await emitter.close()
  return accounts.snapshot()
}

/** A server with the fault; what it has taken, each id as often as it came. */
async function serveFault({ serve }: Fault) {
  const taken: string[] = []
  let number = 0
  const server = await serveHttp(async (request, response) => {
    const { TraceSegmentDocuments } = JSON.parse(await text(request))
    const ids: string[] = TraceSegmentDocuments.map((document: string) => JSON.parse(document).id)
    serve({
      number: ++number,
      request,
      response,
      ids,
      take(UnprocessedTraceSegments = []) {
        const refused = UnprocessedTraceSegments.map(({ Id }) => Id)
        taken.push(...ids.filter(id => !refused.includes(id)))
        response.end(JSON.stringify({ UnprocessedTraceSegments }))
      },
    })
  })
  return { ...server, taken, requests: () => number }
}

describe.concurrent('what becomes of three documents when, of the server,', () => {
  test.each(FAULTS)('$name', async fault => {
    await using server = await serveFault(fault)
    const { isSigned: sign = false, timeoutMillis } = fault
    const patienceMillis = fault.accounts.dropped ? 600 : 20_000
    const accounts = await send(emitterTo(server.url, { sign, timeoutMillis, patienceMillis }))
    expect(accounts).toEqual({ ...NONE, made: 3, ...fault.accounts })
    if (fault.requests !== undefined) expect(server.requests()).toBe(fault.requests)
    if (server.taken.length > 0 && fault.accounts.unprocessed?.ParseError === undefined)
      expect(new Set(server.taken).size).toBe(fault.accounts.sent)
  })
})

describe('what becomes of three documents when', () => {
  test('nobody listens', async () => {
    const accounts = await send(emitterTo(`http://127.0.0.1:${await deadPort()}`))
    expect(accounts).toEqual({ ...NONE, made: 3, dropped: { ECONNREFUSED: 3 } })
  })

  test('somebody listens later', async () => {
    const port = await deadPort()
    const accounts = send(emitterTo(`http://127.0.0.1:${port}`, { patienceMillis: 20_000 }))
    await sleep(50)
    const server = createServer((_, response) => response.end('{}')).listen(port, '127.0.0.1')
    await once(server, 'listening')
    expect(await accounts).toEqual({ ...NONE, made: 3, sent: 3 })
    server.close()
  })

  test('the host has no address', async () => {
    const { dropped, ...others } = await send(emitterTo('http://nowhere.invalid', { timeoutMillis: 5000 }))
    expect(others).toMatchObject({ made: 3, sent: 0, waiting: 0 })
    expect([{ ENOTFOUND: 3 }, { EAI_AGAIN: 3 }]).toContainEqual(dropped)
  })

  test('nobody vouches for the certificate', async context => {
    needsCertificate(context)
    await using server = await serveHttps((_, response) => response.end('{}'))
    const accounts = await send(emitterTo(`https://127.0.0.1:${server.port}`, { timeoutMillis: 2000 }))
    expect(accounts).toEqual({ ...NONE, made: 3, dropped: { DEPTH_ZERO_SELF_SIGNED_CERT: 3 } })
  })

  test('the server has no TLS', async () => {
    await using server = await serveHttp((_, response) => response.end('{}'))
    const accounts = await send(emitterTo(server.url.replace('http:', 'https:'), { timeoutMillis: 2000 }))
    expect(accounts).toMatchObject({
      made: 3,
      sent: 0,
      waiting: 0,
      dropped: { [Object.keys(accounts.dropped)[0]!]: 3 },
    })
    expect(Object.keys(accounts.dropped)[0]).toMatch(/SSL|EPROTO/)
  })

  test('there are no credentials', async () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, undefined)
    for (const name of ['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE']) vi.stubEnv(name, '/nowhere')
    vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true')
    await using server = await serveHttp((_, response) => response.end('{}'))
    const accounts = await send(emitterTo(server.url, { sign: true }))
    expect(accounts).toEqual({ ...NONE, made: 3, dropped: { no_credentials: 3 } })
    vi.unstubAllEnvs()
    stubCredentials()
  })

  test('the process ends, and the server hangs', async () => {
    await using server = await serveHttp(() => {})
    const emitter = emitterTo(server.url, { timeoutMillis: 60_000 })
    const sent = emitter.send(DOCUMENTS.map(document => Buffer.from(document)))
    await emitter.flush(50)
    await emitter.close()
    expect(await sent).toEqual(DOCUMENTS.map(() => ({ kind: 'dropped', reason: 'shut_down' })))
  })
})

test('ApiEmitter puts 50 documents into a call, and a megabyte at most', async () => {
  const calls: { path: string | undefined; sizes: number[] }[] = []
  await using server = await serveHttp(async (request, response) => {
    const { TraceSegmentDocuments } = JSON.parse(await text(request))
    calls.push({ path: request.url, sizes: TraceSegmentDocuments.map((document: string) => document.length) })
    response.end('{"UnprocessedTraceSegments":[]}')
  })
  const small = Array.from({ length: 120 }, (_, index) => `{"id":"${index}"}`)
  const large = Array.from({ length: 40 }, () => `{"id":"x","name":"${'y'.repeat(49_900)}"}`)
  const accounts = await send(emitterTo(server.url, { patienceMillis: 20_000 }), [...small, ...large])
  expect(accounts).toEqual({ ...NONE, made: 160, sent: 160 })
  expect(new Set(calls.map(({ path }) => path))).toEqual(new Set(['/TraceSegments']))
  expect(Math.max(...calls.map(({ sizes }) => sizes.length))).toBe(50)
  expect(Math.max(...calls.map(({ sizes }) => sizes.reduce((sum, size) => sum + size)))).toBeLessThanOrEqual(
    1_000_000,
  )
})

test('X-Ray as moto imitates it takes what ApiEmitter sends, and names what it refuses', async ({ skip }) => {
  skip(!hasMoto, 'moto is not installed')
  await using moto = await startMoto()
  const url = `http://127.0.0.1:${moto.port}`
  const seconds = Math.floor(Date.now() / 1000)
  const trace_id = `1-${seconds.toString(16)}-0123456789abcdef01234567`
  const good = { id: '0123456789abcdef', trace_id, name: 'shop', start_time: seconds - 1, end_time: seconds }
  const documents = [JSON.stringify(good), 'no JSON']
  const accounts = await send(emitterTo(url, { sign: true, patienceMillis: 20_000 }), documents)
  expect(accounts).toEqual({ ...NONE, made: 2, sent: 1, unprocessed: { JSONFormatError: 1 } })
  const client = new XRayClient({ region: 'eu-west-1', endpoint: url })
  const { Traces } = await client.send(new BatchGetTracesCommand({ TraceIds: [trace_id] }))
  expect(Traces?.flatMap(({ Segments }) => Segments?.map(({ Id }) => Id))).toEqual([good.id])
})
