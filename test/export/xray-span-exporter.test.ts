import { DiagLogLevel, diag } from '@opentelemetry/api'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Emitter, Outcome } from '../../src/emit/index.ts'
import { type ExportResult, XRaySpanExporter } from '../../src/export/index.ts'
import type { EndedSpan } from '../../src/segment/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

const exported = (exporter: XRaySpanExporter, spans: EndedSpan[]) =>
  new Promise<ExportResult>(resolve => exporter.export(spans, resolve))

/** An emitter whose documents all end the same way. */
const ending = (outcome: Outcome): Emitter => ({
  maxDocumentBytes: 64_000,
  isFull: false,
  send: async documents => documents.map(() => outcome),
  flush: async () => {},
  flushSync() {},
  close: async () => {},
})

const trace = () => [
  endedSpan({ id: 'bbbbbbbbbbbbbbbb', parent: 'aaaaaaaaaaaaaaaa' }),
  endedSpan({ id: 'aaaaaaaaaaaaaaaa', kind: 'server' }),
]

const broken = (error: unknown = new Error('broken')) =>
  ({
    ...endedSpan(),
    spanContext: () => {
      throw error
    },
  }) as EndedSpan

afterEach(() => diag.disable())

function warnings() {
  const warn = vi.fn()
  diag.setLogger({ error: warn, warn, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN)
  return warn
}

describe('XRaySpanExporter', () => {
  test('sends a trace as one document and counts its spans with it', async () => {
    await using daemon = await listenUdp()
    const exporter = new XRaySpanExporter({ endpoint: `udp://127.0.0.1:${daemon.port}` })
    expect(await exported(exporter, trace())).toEqual({ code: 0 })
    const [datagram] = await daemon.received(1)
    expect(JSON.parse(datagram!.split('\n')[1]!)).toMatchObject({
      name: 'shop',
      subsegments: [{ id: 'bbbbbbbbbbbbbbbb' }],
    })
    expect(exporter.stats()).toMatchObject({
      spans: { made: 2, sent: 2, waiting: 0 },
      documents: { made: 1, sent: 1, waiting: 0 },
    })
    await exporter.shutdown()
  })

  test('puts spans that come one by one into one document', async () => {
    await using daemon = await listenUdp()
    const exporter = new XRaySpanExporter({ endpoint: `udp://127.0.0.1:${daemon.port}` })
    const exports = [trace(), ...trace().map(span => [span])].map(spans => exported(exporter, spans))
    await exporter.forceFlush()
    expect(await Promise.all(exports)).toEqual(Array(3).fill({ code: 0 }))
    const documents = (await daemon.received(2)).map(datagram => JSON.parse(datagram.split('\n')[1]!))
    expect(documents.map(({ subsegments }) => subsegments.length)).toEqual([1, 1])
    expect(exporter.stats()).toMatchObject({ spans: { made: 4, sent: 4 }, documents: { made: 2, sent: 2 } })
    await exporter.shutdown()
  })

  test('drops what there is no room for, unwritten, and takes spans again when there is', async () => {
    const warn = warnings()
    const emitter = { ...ending({ kind: 'sent' }), isFull: true }
    const exporter = new XRaySpanExporter({}, emitter)
    expect(await exported(exporter, trace())).toMatchObject({ code: 1 })
    emitter.isFull = false
    expect(await exported(exporter, trace())).toEqual({ code: 0 })
    expect(exporter.stats()).toMatchObject({
      spans: { made: 4, sent: 2, dropped: { queue_full: 2 }, waiting: 0 },
      documents: { made: 1, sent: 1, waiting: 0 },
    })
    expect(warn.mock.calls.flat()).toEqual([expect.stringContaining('queue_full')])
  })

  test('counts what X-Ray refuses, and says so once for each cause', async () => {
    const warn = warnings()
    const exporter = new XRaySpanExporter({}, ending({ kind: 'unprocessed', reason: 'InvalidName' }))
    expect(await exported(exporter, trace())).toMatchObject({ code: 1 })
    await exported(exporter, trace())
    expect(exporter.stats()).toMatchObject({
      spans: { made: 4, sent: 0, unprocessed: { InvalidName: 4 }, waiting: 0 },
      documents: { made: 2, sent: 0, unprocessed: { InvalidName: 2 }, waiting: 0 },
    })
    expect(warn).toHaveBeenCalledTimes(1)
    expect(warn.mock.calls[0]?.[0]).toContain('InvalidName')
  })

  test('counts a span that no document can hold, and tells its size and the limit', async () => {
    const warn = warnings()
    const exporter = new XRaySpanExporter({}, { ...ending({ kind: 'sent' }), maxDocumentBytes: 450 })
    const large = endedSpan({
      id: 'cccccccccccccccc',
      kind: 'server',
      name: 'x'.repeat(600),
      attributes: { 'aws.local.service': 'y'.repeat(200) },
    })
    expect(await exported(exporter, [large, ...trace()])).toMatchObject({ code: 1 })
    expect(exporter.stats()).toMatchObject({
      spans: { made: 3, sent: 2, rejected: { too_large: 1 }, waiting: 0 },
      documents: { made: 2, sent: 1, rejected: { too_large: 1 }, waiting: 0 },
    })
    expect(warn.mock.calls[0]?.[0]).toMatch(/cccccccccccccccc.*bytes are over the 450-byte document limit/)
  })

  test('fails exports after shutdown, and counts their spans', async () => {
    warnings()
    const exporter = new XRaySpanExporter({}, ending({ kind: 'sent' }))
    await exporter.shutdown()
    expect(await exported(exporter, trace())).toMatchObject({ code: 1 })
    expect(exporter.stats().spans).toMatchObject({ made: 2, dropped: { shut_down: 2 } })
  })

  test("never throws, and answers, when a span can't be read", async () => {
    warnings()
    const exporter = new XRaySpanExporter({}, ending({ kind: 'sent' }))
    expect(await exported(exporter, [broken()])).toMatchObject({ code: 1 })
    expect(exporter.stats().spans).toMatchObject({ made: 1, dropped: { conversion_failed: 1 }, waiting: 0 })
  })

  test('never throws, and answers, when what a span throws has no text', async () => {
    warnings()
    const exporter = new XRaySpanExporter({}, ending({ kind: 'sent' }))
    expect(await exported(exporter, [broken(Object.create(null))])).toMatchObject({ code: 1 })
    expect(exporter.stats().spans).toMatchObject({ made: 1, dropped: { conversion_failed: 1 }, waiting: 0 })
  })

  test("loses nothing but the span that can't be read of all that are written with it", async () => {
    warnings()
    await using daemon = await listenUdp()
    const exporter = new XRaySpanExporter({ endpoint: `udp://127.0.0.1:${daemon.port}` })
    const exports = [trace(), trace(), [...trace(), broken()]].map(spans => exported(exporter, spans))
    await exporter.forceFlush()
    await Promise.all(exports)
    expect(exporter.stats()).toMatchObject({
      spans: { made: 7, sent: 6, dropped: { conversion_failed: 1 }, waiting: 0 },
      documents: { made: 5, sent: 5 },
    })
    const documents = (await daemon.received(5)).map(datagram => JSON.parse(datagram.split('\n')[1]!))
    expect(documents.map(({ id }) => id).toSorted()).toEqual([
      ...Array(3).fill('aaaaaaaaaaaaaaaa'),
      ...Array(2).fill('bbbbbbbbbbbbbbbb'),
    ])
    await exporter.shutdown()
  })

  test('writes together what ends in one turn of the event loop, and after a pause at once', async () => {
    const sent: number[] = []
    const emitter: Emitter = {
      ...ending({ kind: 'sent' }),
      send: async documents => {
        sent.push(documents.length)
        return documents.map(() => ({ kind: 'sent' }))
      },
    }
    const exporter = new XRaySpanExporter({}, emitter)
    const exports = [exported(exporter, trace())]
    expect(sent).toEqual([1])
    for (let count = 0; count < 3; count++) exports.push(exported(exporter, trace()))
    exporter.flushSync(0)
    expect(sent).toEqual([1, 3])
    expect(await Promise.all(exports)).toEqual(Array(4).fill({ code: 0 }))
  })

  test('forceFlush() waits for what is under way', async () => {
    let finish = (_: readonly Outcome[]) => {}
    const exporter = new XRaySpanExporter(
      {},
      {
        ...ending({ kind: 'sent' }),
        send: () =>
          new Promise(resolve => {
            finish = resolve
          }),
      },
    )
    const result = exported(exporter, trace())
    const flushed = exporter.forceFlush().then(() => 'flushed')
    expect(exporter.stats().documents.waiting).toBe(1)
    expect(await Promise.race([flushed, Promise.resolve('waiting')])).toBe('waiting')
    finish([{ kind: 'sent' }])
    expect(await flushed).toBe('flushed')
    expect(await result).toEqual({ code: 0 })
  })

  test('packs smaller what the way is too narrow for, remembers, and counts no document twice', async () => {
    const emitter = {
      ...ending({ kind: 'sent' }),
      maxDocumentBytes: 64_000,
      sizes: [] as number[],
      async send(documents: readonly Uint8Array[]): Promise<Outcome[]> {
        return documents.map(({ length }) => {
          if (length > 9186) {
            this.maxDocumentBytes = 9186
            return { kind: 'dropped', reason: 'EMSGSIZE' }
          }
          this.sizes.push(length)
          return { kind: 'sent' }
        })
      },
    }
    const exporter = new XRaySpanExporter({}, emitter)
    const wide = () => [
      endedSpan({ id: 'aaaaaaaaaaaaaaaa', kind: 'server' }),
      ...Array.from({ length: 30 }, (_, index) =>
        endedSpan({
          id: `${index}`.padStart(16, 'b'),
          parent: 'aaaaaaaaaaaaaaaa',
          attributes: { text: 'x'.repeat(900) },
        }),
      ),
    ]
    expect(await exported(exporter, wide())).toEqual({ code: 0 })
    const { spans, documents } = exporter.stats()
    expect(spans).toMatchObject({ made: 31, sent: 31, dropped: {}, waiting: 0 })
    expect(documents).toMatchObject({ made: emitter.sizes.length, sent: emitter.sizes.length, waiting: 0 })
    expect(emitter.sizes.length).toBeGreaterThan(1)
    await exported(exporter, wide())
    expect(emitter.sizes.length).toBe(2 * documents.sent)
  })

  test('counts documents of open spans, but not the spans', async () => {
    await using daemon = await listenUdp()
    const exporter = new XRaySpanExporter({ endpoint: `udp://127.0.0.1:${daemon.port}` })
    exporter.exportOpen([{ ...endedSpan({ kind: 'server' }), ended: false }])
    await exporter.forceFlush()
    expect(JSON.parse((await daemon.received(1))[0]!.split('\n')[1]!)).toMatchObject({ in_progress: true })
    expect(exporter.stats()).toMatchObject({ spans: { made: 0 }, documents: { made: 1, sent: 1 } })
    await exporter.shutdown()
  })

  test('refuses an endpoint that is none', () => {
    expect(() => new XRaySpanExporter({ endpoint: 'ftp://a' })).toThrow(TypeError)
  })
})
