import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  createLocalXRay,
  type LocalXRay,
  type LocalXRayOptions,
  type Refusal,
} from '../../src/local/index.ts'
import { idOf, independent, segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { HEADER, sendDatagrams } from '../receiver/sockets.ts'

/** A thread takes its time to start while others work. */
const waitFor = (check: () => unknown) => vi.waitFor(check, 10_000)

let xray: LocalXRay
const updated: string[] = []
const refused: Refusal[] = []

async function start(options: LocalXRayOptions = {}): Promise<void> {
  xray = await createLocalXRay({
    port: 0,
    onTraceUpdated: id => updated.push(id),
    onRefused: refusal => refused.push(refusal),
    ...options,
  })
}

beforeEach(() => {
  updated.length = 0
  refused.length = 0
  return start()
})
afterEach(() => xray.close())

function send(...datagrams: (string | object)[]): Promise<void> {
  const texts = datagrams.map(each => (typeof each === 'string' ? each : HEADER + JSON.stringify(each)))
  return sendDatagrams('127.0.0.1', xray.port, ...texts)
}

async function call(path: string, request: unknown) {
  const response = await fetch(`http://127.0.0.1:${xray.port}${path}`, {
    method: 'POST',
    body: JSON.stringify(request),
  })
  return (await response.json()) as Record<string, unknown>
}

/** More bytes than a datagram can hold. */
const oversized = JSON.stringify(segment('shop', { metadata: { default: { filler: 'x'.repeat(65_536) } } }))
const { end_time: _, ...endless } = segment('shop')

/** What the endpoints of the page answer. */
async function get(path: string) {
  return (await fetch(`http://127.0.0.1:${xray.port}${path}`)).json() as Promise<Record<string, unknown>>
}

describe('createLocalXRay()', () => {
  test('takes in documents that are imported, and tells the page what is there', async () => {
    const response = await fetch(`http://127.0.0.1:${xray.port}/api/documents`, {
      method: 'POST',
      body: `${JSON.stringify(segment('shop', { user: 'ann' }))}\n${JSON.stringify(endless)}\n`,
    })
    expect(await response.json()).toMatchObject({
      taken: 1,
      refused: 1,
      refusals: [{ code: 'MissingEndTime' }],
    })
    expect(await get('/api/values?key=user')).toEqual({ values: [{ value: 'ann', count: 1 }] })
    expect(await call('/api/refine', { StartTime: 0, EndTime: 2e9 })).toMatchObject({ traces: 1 })
    expect(await get('/api/refused?limit=1')).toMatchObject([
      { code: 'MissingEndTime', document: JSON.stringify(endless) },
    ])
    expect(await get('/api/status')).toMatchObject({
      ports: { xray: xray.port },
      limits: { maxTraces: 100_000 },
      counts: { documents: { received: 2, refused: 1 } },
    })
  })

  test('takes in as much as may be imported at once, refusing nothing for want of room', async () => {
    const filler = 'x'.repeat(850)
    const lines = Array.from({ length: 64_000 }, (_, at) =>
      JSON.stringify({ ...segment('shop', { id: at.toString(16).padStart(16, '0') }), user: filler }),
    )
    const body = lines.join('\n')
    expect(body.length).toBeLessThan(64 * 1024 * 1024)
    const response = await fetch(`http://127.0.0.1:${xray.port}/api/documents`, { method: 'POST', body })
    expect(await response.json()).toEqual({ taken: 64_000, refused: 0, refusals: [] })
  }, 60_000)

  test('tells listeners of traces and refusals as they come', async () => {
    const events = await fetch(`http://127.0.0.1:${xray.port}/api/events`)
    await send(segment('shop'), 'garbage')
    let told = ''
    for await (const chunk of events.body!.pipeThrough(new TextDecoderStream())) {
      told += chunk
      if (told.includes('event: trace') && told.includes('event: refused')) break
    }
    expect(told).toContain(TRACE_ID)
  })

  test('serves by its API what came over UDP', async () => {
    await send(independent('step', 'shop'), segment('shop', { fault: true }))
    await waitFor(() => expect(updated).toEqual([TRACE_ID, TRACE_ID]))

    const { TraceSummaries } = await call('/TraceSummaries', { StartTime: 0, EndTime: 2e9 })
    expect(TraceSummaries).toMatchObject([{ Id: TRACE_ID, HasFault: true, Revision: 2 }])
    const merged = segment('shop', { fault: true, subsegments: [subsegment('step')] })
    expect((await call('/Traces', { TraceIds: [TRACE_ID] })).Traces).toEqual([
      {
        Id: TRACE_ID,
        Duration: 1,
        LimitExceeded: false,
        Segments: [{ Id: idOf('shop'), Document: JSON.stringify(merged) }],
      },
    ])
    expect((await xray.timeline(TRACE_ID))?.rows.map(({ name }) => name)).toEqual(['shop', 'step'])
    expect(await xray.timeline('1-00000000-000000000000000000000000')).toBeUndefined()
  })

  test('takes documents by PutTraceSegments, the good ones among the bad', async () => {
    const answer = await call('/TraceSegments', {
      TraceSegmentDocuments: [JSON.stringify(endless), oversized, JSON.stringify(segment('shop'))],
    })
    expect(answer.UnprocessedTraceSegments).toMatchObject(
      [
        { Id: idOf('shop'), ErrorCode: 'MissingEndTime', Message: /neither end_time nor in_progress/ },
        { ErrorCode: 'InvalidSegment', Message: /at most 65,536 are taken/ },
      ].map(each => ({ ...each, Message: expect.stringMatching(each.Message) })),
    )
    expect(updated).toEqual([TRACE_ID])
  })

  test.each([
    ['a datagram without a header', 'datagram', 'MissingHeader', JSON.stringify(segment('shop'))],
    ['a header of another version', 'datagram', 'InvalidHeader', `{"format":"json","version":2}\n{}`],
    ['a header with nothing behind it', 'datagram', 'EmptyBody', HEADER],
    ['a document without an end', 'document', 'MissingEndTime', HEADER + JSON.stringify(endless)],
    ['text', 'document', 'InvalidSegment', `${HEADER}this is not json`],
    ['half a document', 'document', 'InvalidSegment', `${HEADER}{"name":"shop","id":`],
  ])('reports and counts %s, and takes the good document behind it', async (_name, what, code, datagram) => {
    await send(datagram, segment('shop'))
    await waitFor(() => expect(updated).toEqual([TRACE_ID]))
    expect(refused).toMatchObject([{ what, code, message: expect.stringMatching(/.{20}/) }])

    await xray.timeline(TRACE_ID)
    const stats = await (await fetch(`http://127.0.0.1:${xray.port}/_spanray/stats`)).json()
    expect(stats).toEqual(JSON.parse(JSON.stringify(xray.stats())))
    expect(stats).toMatchObject({
      documents: {
        received: what === 'document' ? 2 : 1,
        stored: 1,
        refusedByCode: what === 'document' ? { [code]: 1 } : {},
      },
      datagrams: {
        rejected: what === 'datagram' ? 1 : 0,
        rejectedByCode: what === 'datagram' ? { [code]: 1 } : {},
      },
      lastRefusals: refused,
    })
  })

  test('counts each document: received = stored + refused, stored = held + those that went', async () => {
    await xray.close()
    await start({ maxTraces: 2, clock: () => 42 })
    const ids = ['1', '2', '3'].map(digit => `1-581cf771-${digit.repeat(24)}`)
    await send(
      ...ids.map(id => segment('shop', { trace_id: id })),
      segment('shop', { trace_id: ids[2] ?? '' }),
      endless,
    )
    await waitFor(() => expect(refused).toHaveLength(1))
    await xray.stopListening()
    expect(xray.stats()).toMatchObject({
      documents: {
        received: 5,
        stored: 4,
        refused: 1,
        held: 2,
        duplicated: 1,
        evicted: 1,
        replaced: 0,
        stale: 0,
      },
      traces: { held: 2, evicted: 1 },
      lastRefusals: [{ atMillis: 42 }],
    })
  })

  test('needs nobody who listens', async () => {
    await xray.close()
    xray = await createLocalXRay({ port: 0 })
    await send('garbage', segment('shop'))
    await waitFor(async () => expect(await xray.timeline(TRACE_ID)).toBeDefined())
    expect(xray.stats()).toMatchObject({ documents: { stored: 1 }, datagrams: { rejected: 1 } })
  })

  test('says at its root what it is and what it serves', async () => {
    const about = await (await fetch(`http://127.0.0.1:${xray.port}/`)).json()
    expect(about).toMatchObject({
      name: 'spanray local',
      serves: expect.arrayContaining(['POST /TraceSummaries', 'POST /v1/traces', 'GET /_spanray/stats']),
    })
  })
})
