import { mkdtempSync, readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test, vi } from 'vitest'
import { createDaemon, type DaemonOptions } from '../../src/daemon/create-daemon.ts'
import { createDestination } from '../../src/daemon/create-destination.ts'
import { DEFAULT_SETTINGS } from '../../src/daemon/daemon-settings.ts'
import { spansToOtlp } from '../../src/otlp/index.ts'
import { createOtlpHttpServer } from '../../src/receiver/index.ts'
import { inProgress, segment, subsegment } from '../document/documents.ts'
import { endedSpan } from '../fixtures/ended-span.ts'
import { HEADER, sendDatagrams } from '../receiver/sockets.ts'
import { startRecordingXRay } from './recording-xray.ts'

vi.mock('node:fs', { spy: true })

const folder = mkdtempSync(join(tmpdir(), 'spanray-daemon-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const ANY = { host: '127.0.0.1', port: 0 }
const document = (at: number) => JSON.stringify(segment(`s${at}`))

async function open(endpoint: string, options: Partial<DaemonOptions> = {}) {
  const lines: string[] = []
  const write = (text: string) => lines.push(text)
  const destination = createDestination({ ...DEFAULT_SETTINGS, endpoint }, () => {})
  const daemon = await createDaemon({
    ...DEFAULT_SETTINGS,
    udpAddress: ANY,
    tcpAddress: ANY,
    maxBytes: 10_000_000,
    gatherMillis: 20,
    destination,
    log: { debug: write, info: write, warn: write, error: write },
    ...options,
  })
  const send = (...documents: string[]) =>
    sendDatagrams('127.0.0.1', daemon.ports.udp!, ...documents.map(each => HEADER + each))
  return { daemon, send, lines }
}

test('documents arrive as they were sent, and each is in the accounts', async () => {
  await using xray = await startRecordingXRay()
  const { daemon, send, lines } = await open(xray.url)
  const documents = Array.from({ length: 120 }, (_, at) => document(at))
  await send(...documents, 'not a document')
  // Calls are made side by side.
  expect((await xray.received(120)).sort()).toEqual(documents.sort())
  await vi.waitFor(() => expect(daemon.stats().documents.waiting).toBe(0))
  expect(daemon.stats()).toMatchObject({
    documents: { made: 121, sent: 120, rejected: { InvalidSegment: 1 }, dropped: {}, waiting: 0 },
    queueBytes: 0,
    trouble: undefined,
  })
  expect(lines.join('\n')).toMatch(/Successfully sent batch of \d+ segments/)
  expect(lines.join('\n')).toMatch(/Refused: The document is not JSON.*"not a document" \(InvalidSegment\)/)
  expect(await daemon.close(1000)).toEqual({ lost: 0, spooled: 0 })
})

test('what X-Ray refuses is told by its ids', async () => {
  await using xray = await startRecordingXRay()
  const Id = '0000000000007331'
  const refusal = { Id, ErrorCode: 'InvalidSegment', Message: 'no' }
  xray.answer = ({ body }) => ({
    body: { UnprocessedTraceSegments: JSON.stringify(body).includes(Id) ? [refusal] : [] },
  })
  const { daemon, send, lines } = await open(xray.url)
  await send(document(0), document(1))
  await vi.waitFor(() => expect(daemon.stats().documents.unprocessed).toEqual({ InvalidSegment: 1 }))
  expect(lines.join('\n')).toMatch(
    /Lost segment 0000000000007331 of trace 1-581cf771-\S+: unprocessed, InvalidSegment segment 0000000000007331: no/,
  )
  await daemon.close(1000)
})

test('at the end it delivers for so long, and says what was lost', async () => {
  const { daemon, send } = await open('http://127.0.0.1:9')
  await send(document(0), document(1))
  await vi.waitFor(() => expect(daemon.stats().documents.made).toBe(2))
  expect(await daemon.close(200)).toEqual({ lost: 2, spooled: 0 })
  expect(daemon.stats().documents).toMatchObject({ made: 2, dropped: { shut_down: 2 }, waiting: 0 })
})

test('with a spool it is there for the next one', async () => {
  const spool = { folder, maxBytes: 1e6 }
  const { daemon, send } = await open('http://127.0.0.1:9', { spool })
  await send(document(0), document(1))
  await vi.waitFor(() => expect(daemon.stats().documents.made).toBe(2))
  expect(await daemon.close(200)).toEqual({ lost: 0, spooled: 2 })

  await using xray = await startRecordingXRay()
  const { daemon: next, lines } = await open(xray.url, { spool })
  expect(await xray.received(2)).toEqual([document(0), document(1)])
  expect(lines.join('\n')).toMatch(/2 segment documents are in the spool since an earlier run/)
  await vi.waitFor(() => expect(next.stats().documents).toMatchObject({ made: 2, sent: 2, waiting: 0 }))
  await next.close(1000)
})

test('what the disk had no room for is not said to be in the spool', async () => {
  const { daemon, send, lines } = await open('http://127.0.0.1:9', {
    spool: { folder: join(folder, 'full'), maxBytes: 1e6 },
  })
  vi.mocked(writeSync).mockImplementationOnce(() => {
    throw new Error('ENOSPC: no space left on device, write')
  })
  await send(...Array.from({ length: 52 }, (_, at) => document(at)))
  await vi.waitFor(() => expect(daemon.stats().documents.made).toBe(52))
  expect(await daemon.close(200)).toEqual({ lost: 50, spooled: 2 })
  expect(daemon.stats().documents).toMatchObject({ made: 52, dropped: { shut_down: 50 }, waiting: 2 })
  expect(lines.join('\n')).toMatch(/The spool in \S+ fails: ENOSPC: .*waits in memory alone/)
})

test('who refuses our rights is no end of a document', async () => {
  await using xray = await startRecordingXRay()
  xray.answer = () => ({ status: 403, body: { __type: 'AccessDeniedException', Message: 'no policy' } })
  const { daemon, send, lines } = await open(xray.url)
  await send(document(0), document(1))
  await vi.waitFor(() => expect(xray.calls.length).toBeGreaterThan(0))
  xray.answer = () => ({})
  expect(await xray.received(2)).toEqual([document(0), document(1)])
  expect(lines.join('\n')).not.toContain('Lost')
  await daemon.close(1000)
})

test('a spool that cannot be is named, with the way out', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  await expect(open('http://127.0.0.1:9', { spool: { folder: file, maxBytes: 1e6 } })).rejects.toThrow(
    `Cannot keep documents in the spool ${file}: EEXIST: file already exists, mkdir '${file}'; name another folder with --spool`,
  )
})

test('a spool that was written for X-Ray goes on to an OTLP endpoint', async () => {
  const spool = { folder: join(folder, 'to-otlp'), maxBytes: 1e6 }
  const { daemon, send } = await open('http://127.0.0.1:9', { spool })
  const part = spansToOtlp([endedSpan({ name: 'carried' })]).documents[0]!.bytes
  await send(
    JSON.stringify(segment('shop', { subsegments: [subsegment('call')] })),
    JSON.stringify(inProgress(segment('open'))),
    `T1S${Buffer.from(part).toString('base64')}`,
  )
  await vi.waitFor(() => expect(daemon.stats().documents.made).toBe(3))
  expect(await daemon.close(200)).toEqual({ lost: 0, spooled: 3 })

  const names: string[] = []
  const collector = await createOtlpHttpServer({
    ...ANY,
    onSpans: spans => names.push(...spans.map(({ name }) => name)) > 0,
    onSpansRefused: () => {},
    onError: () => {},
  })
  const { daemon: next } = await open(`otlp+http://127.0.0.1:${collector.port}/v1/traces`, { spool })
  await vi.waitFor(() => expect(names.sort()).toEqual(['call', 'carried', 'shop']))
  await vi.waitFor(() => expect(next.stats().documents.waiting).toBe(0))
  expect(next.stats().documents).toMatchObject({ made: 3, sent: 2, dropped: { in_progress: 1 } })
  expect(next.stats().spans).toMatchObject({ made: 3, sent: 3, waiting: 0 })
  expect(await next.close(1000)).toEqual({ lost: 0, spooled: 0 })
  await collector.close()
  expect(readdirSync(spool.folder)).toEqual([])
})

test('a spool that was written for an OTLP endpoint goes on to X-Ray', async () => {
  const spool = { folder: join(folder, 'to-xray'), maxBytes: 1e6 }
  const { daemon, send } = await open('otlp+http://127.0.0.1:9/v1/traces', { spool })
  await send(JSON.stringify(segment('shop', { subsegments: [subsegment('call')] })))
  await vi.waitFor(() => expect(daemon.stats().spans.made).toBe(2))
  expect(await daemon.close(200)).toEqual({ lost: 0, spooled: 1 })

  await using xray = await startRecordingXRay()
  const { daemon: next } = await open(xray.url, { spool })
  const [text] = await xray.received(1)
  expect(JSON.parse(text!)).toMatchObject({ name: 'shop', subsegments: [{ name: 'call' }] })
  await vi.waitFor(() => expect(next.stats().spans).toMatchObject({ made: 2, sent: 2, waiting: 0 }))
  expect(next.stats().documents).toMatchObject({ made: 1, sent: 1, waiting: 0 })
  await next.close(1000)
})

test('memory is bounded while nothing gets through, and each loss is counted', async () => {
  const { daemon, send, lines } = await open('http://127.0.0.1:9', { maxBytes: 100_000 })
  const note = 'x'.repeat(5000)
  const large = (at: number) => JSON.stringify(segment(`s${at}`, { metadata: { default: { note } } }))
  await send(...Array.from({ length: 200 }, (_, at) => large(at)))
  await vi.waitFor(() => expect(daemon.stats().documents.made).toBe(200))
  const { documents, queueBytes } = daemon.stats()
  expect(queueBytes).toBeLessThanOrEqual(100_000)
  expect(documents.waiting + documents.dropped.queue_full!).toBe(200)
  expect(lines.join('\n')).toMatch(
    /Dropped \d+ segment documents: queue_full, more wait than --buffer-memory has room for/,
  )
  await daemon.close(100)
})
