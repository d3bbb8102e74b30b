import { context, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'
import { BasicTracerProvider, type ReadableSpan } from '@opentelemetry/sdk-trace-base'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import {
  type ExportResult,
  XRaySpanProcessor,
  type XRaySpanProcessorOptions,
} from '../../src/export/index.ts'
import type { EndedSpan } from '../../src/segment/index.ts'

/** A tracer whose spans go to the processor, and the batches that came out of it. */
function setUp(options?: XRaySpanProcessorOptions) {
  const batches: string[][] = []
  const open: string[][] = []
  const answers: (() => void)[] = []
  const processor = new XRaySpanProcessor(
    {
      export(spans: readonly EndedSpan[], done: (result: ExportResult) => void) {
        batches.push(spans.map(({ name }) => name))
        answers.push(() => done({ code: 0 }))
      },
      exportOpen(spans: readonly EndedSpan[]) {
        open.push(spans.map(({ name }) => name))
      },
      shutdown: async () => {},
    },
    options,
  )
  const provider = new BasicTracerProvider({
    spanProcessors: [{ ...forward(processor) }],
  })
  const tracer = provider.getTracer('test')
  const start = (name: string, parent = ROOT_CONTEXT) => {
    const span = tracer.startSpan(name, { kind: SpanKind.INTERNAL }, parent)
    return { end: () => span.end(), context: trace.setSpan(parent, span) }
  }
  return { batches, open, answers, processor, start }
}

/** The processor as OpenTelemetry takes one: this alone shows that the types fit. */
function forward(processor: XRaySpanProcessor) {
  return {
    onStart: (span: ReadableSpan) => processor.onStart(span),
    onEnd: (span: ReadableSpan) => processor.onEnd(span),
    forceFlush: () => processor.forceFlush(),
    shutdown: () => processor.shutdown(),
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  context.disable()
})

describe('XRaySpanProcessor', () => {
  test('hands a local trace over when its root ends', () => {
    const { batches, start } = setUp()
    const root = start('root')
    const child = start('child', root.context)
    start('grandchild', child.context).end()
    child.end()
    expect(batches).toEqual([])
    root.end()
    expect(batches).toEqual([['grandchild', 'child', 'root']])
  })

  test('waits a moment for what ends just after the root', () => {
    const { batches, start } = setUp()
    const root = start('root')
    const handler = start('handler', root.context)
    root.end()
    expect(batches).toEqual([])
    handler.end()
    expect(batches).toEqual([['root', 'handler']])
  })

  test('waits no longer than that, and sends by itself what ends later', () => {
    const { batches, start } = setUp()
    const root = start('root')
    const late = start('late', root.context)
    root.end()
    vi.advanceTimersByTime(100)
    expect(batches).toEqual([['root']])
    late.end()
    expect(batches).toEqual([['root'], ['late']])
  })

  test('begins a local trace at a remote parent', () => {
    const { batches, start } = setUp()
    const caller = {
      traceId: '6921746b5ac69fc467c01f3a268dc236',
      spanId: '53995c3f42cd8ad8',
      traceFlags: 1,
      isRemote: true,
    }
    start('server', trace.setSpanContext(ROOT_CONTEXT, caller)).end()
    expect(batches).toEqual([['server']])
  })

  test('keeps two traces apart', () => {
    const { batches, start } = setUp()
    const [a, b] = [start('a'), start('b')]
    start('a1', a.context).end()
    start('b1', b.context).end()
    b.end()
    a.end()
    expect(batches).toEqual([
      ['b1', 'b'],
      ['a1', 'a'],
    ])
  })

  test('sends a local trace that grows too large in parts', () => {
    const { batches, start } = setUp({ maxExportBatchSize: 2 })
    const root = start('root')
    for (const name of ['1', '2', '3']) start(name, root.context).end()
    root.end()
    expect(batches).toEqual([
      ['1', '2'],
      ['3', 'root'],
    ])
  })

  test('follows a bounded number of spans, and loses none of those it lets go', () => {
    const { batches, start } = setUp({ maxQueueSize: 10 })
    const roots = Array.from({ length: 30 }, (_, index) => start(`root ${index}`))
    for (const root of roots) root.end()
    expect(batches.flat().toSorted()).toEqual(roots.map((_, index) => `root ${index}`).toSorted())
  })

  test('forceFlush() hands over what has ended, and waits for the answers', async () => {
    const { batches, answers, processor, start } = setUp()
    const root = start('root')
    start('child', root.context).end()
    let flushed = false
    const flushing = processor.forceFlush().then(() => {
      flushed = true
    })
    expect(batches).toEqual([['child']])
    await vi.advanceTimersByTimeAsync(1000)
    expect(flushed).toBe(false)
    answers[0]?.()
    await flushing
    root.end()
    expect(batches).toEqual([['child'], ['root']])
  })

  test('ended spans wait five seconds for their root', () => {
    const { batches, start } = setUp()
    const root = start('root')
    start('child', root.context).end()
    vi.advanceTimersByTime(4900)
    expect(batches).toEqual([])
    vi.advanceTimersByTime(1100)
    expect(batches).toEqual([['child']])
    root.end()
    expect(batches).toEqual([['child'], ['root']])
  })

  test('hands over the oldest when ended spans take too much memory', () => {
    const { batches, start } = setUp({ maxQueueBytes: 2000 })
    const [a, b] = [start('a'), start('b')]
    start('a1', a.context).end()
    start('b1', b.context).end()
    start('b2', b.context).end()
    start('b3', b.context).end()
    expect(batches).toEqual([['a1']])
  })

  test('tells once of a local root that is open for long', () => {
    const { open, batches, start } = setUp()
    const root = start('root')
    start('child', root.context)
    vi.advanceTimersByTime(9000)
    expect(open).toEqual([])
    vi.advanceTimersByTime(20_000)
    expect(open).toEqual([['root']])
    root.end()
    vi.advanceTimersByTime(100)
    expect(batches).toEqual([['root']])
  })

  test('never tells of open spans when told so', () => {
    const { open, start } = setUp({ inProgressAfterMillis: 0 })
    start('root')
    vi.advanceTimersByTime(60_000)
    expect(open).toEqual([])
  })

  test('tellOfOpenSpans() tells of each open span once', async () => {
    const { open, batches, answers, processor, start } = setUp()
    const root = start('root')
    start('child', root.context)
    start('ended', root.context).end()
    processor.tellOfOpenSpans()
    const flushed = processor.forceFlush()
    expect([open, batches]).toEqual([[['root', 'child']], [['ended']]])
    answers[0]?.()
    await flushed
    start('late', root.context)
    processor.tellOfOpenSpans()
    expect(open).toEqual([['root', 'child'], ['late']])
  })

  test('flushSync() hands over everything before it returns', () => {
    const { open, batches, processor, start } = setUp()
    const root = start('root')
    start('child', root.context).end()
    processor.flushSync(1000)
    expect([batches, open]).toEqual([[['child']], [['root']]])
    expect(processor.isBusy).toBe(true)
  })

  test('forceFlush() does not wait for an exporter that never answers', async () => {
    const { processor, start } = setUp({ exportTimeoutMillis: 50 })
    start('root').end()
    const flushed = processor.forceFlush()
    await vi.advanceTimersByTimeAsync(50)
    await flushed
  })
})
