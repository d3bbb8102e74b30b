import { join } from 'node:path'
import { TracerProvider } from '@opentelemetry/sdk-trace'
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { describe, expect, test } from 'vitest'
import type { Cause } from '../../src/document/index.ts'
import { spansToDocuments } from '../../src/segment/index.ts'
import { recordErrorCauses } from '../../src/setup/record-error-causes.ts'
import { projectRoot } from '../fixtures/run-node.ts'

const exporter = new InMemorySpanExporter()
const ownFolder = join(projectRoot, 'src/setup/')
const processor = recordErrorCauses(ownFolder)
const tracer = new TracerProvider({
  spanProcessors: [processor, new SimpleSpanProcessor(exporter)],
}).getTracer('test')

/** What a span records of these, the time of the first, and what its document says. */
function record(...thrown: unknown[]) {
  const span = tracer.startSpan('work')
  for (const each of thrown) span.recordException(each as Error, [1_763_800_000, 5])
  span.end()
  const spans = exporter.getFinishedSpans()
  exporter.reset()
  const document = JSON.parse(spansToDocuments(spans).documents[0]!.text)
  return {
    events: spans[0]!.events,
    cause: document.subsegments[0].cause as Cause | undefined,
  }
}

function pay(): never {
  throw new RangeError('7 is too many')
}

function checkOut(): never {
  try {
    return pay()
  } catch (cause) {
    throw new Error('cannot check out', { cause })
  }
}

function thrownBy(call: () => void): unknown {
  try {
    call()
  } catch (error) {
    return error
  }
  throw new Error('expected it to throw')
}

describe('recordErrorCauses()', () => {
  test('brings causes into the document', () => {
    const { cause, events } = record(thrownBy(checkOut))
    const [top, low] = cause?.exceptions ?? []
    expect(cause?.exceptions).toHaveLength(2)
    expect(top).toMatchObject({ type: 'Error', message: 'cannot check out', cause: low?.id })
    expect(low).toMatchObject({ type: 'RangeError', message: '7 is too many' })
    expect(top?.stack?.[0]?.label).toBe('checkOut')
    expect(low?.stack?.slice(0, 2).map(({ label }) => label)).toEqual(['pay', 'checkOut'])
    expect(low?.stack?.[0]?.path).toBe(top?.stack?.[0]?.path)
    expect(events[0]?.time).toEqual([1_763_800_000, 5])
  })

  test('leaves out the frames of the preload', () => {
    const error = new Error('a', { cause: new Error('b') })
    const frames = [
      'at f (/srv/a.js:1:2)',
      `at contextWrapper (${join(projectRoot, 'src/setup/instrumentations/pg.cjs')}:7:8)`,
      'at /srv/b.js:3:4',
    ]
    error.stack = `Error: a\n    ${frames.join('\n    ')}`
    ;(error.cause as Error).stack = `Error: b\n    ${frames.join('\n    ')}`
    const { cause } = record(error)
    expect(cause?.exceptions).toHaveLength(2)
    for (const { stack } of cause?.exceptions ?? []) {
      expect(stack?.map(({ path }) => path)).toEqual(['/srv/a.js', '/srv/b.js'])
    }
  })

  test('brings the members of an AggregateError into the document', async () => {
    const error = await Promise.any([Promise.reject(new TypeError('a')), Promise.reject('b')]).catch(
      error => error,
    )
    const { cause } = record(error)
    expect(cause?.exceptions).toMatchObject([
      { type: 'AggregateError', message: 'All promises were rejected', cause: cause?.exceptions?.[1]?.id },
      { type: 'TypeError', message: 'a' },
      { message: 'b' },
    ])
  })

  test('records what has no causes as OpenTelemetry does', () => {
    const plain = new TypeError('x')
    const coded = Object.assign(new Error('y'), { code: 42 })
    const { events } = record(plain, coded, 'a text', { message: 'no error' })
    expect(events.map(({ attributes }) => attributes)).toEqual([
      { 'exception.type': 'TypeError', 'exception.message': 'x', 'exception.stacktrace': plain.stack },
      { 'exception.type': '42', 'exception.message': 'y', 'exception.stacktrace': coded.stack },
      { 'exception.message': 'a text' },
      { 'exception.message': 'no error' },
    ])
  })

  test('records the causes of what has no stack', () => {
    const { events, cause } = record({ message: 'no error', cause: { message: 'low' } })
    expect(events[0]?.attributes?.['exception.stacktrace']).toBe(
      'Error: no error {\n  [cause]: [Error: low]\n}',
    )
    expect(cause?.exceptions).toMatchObject([{ message: 'no error' }, { type: 'Error', message: 'low' }])
  })

  test('keeps what throws when it is read away from the app', () => {
    const broken = new Proxy(new Error('x'), {
      get() {
        throw new Error('no')
      },
    })
    expect(record(broken, null, undefined).events).toEqual([])
  })

  test('leaves a span that has ended alone', () => {
    const span = tracer.startSpan('work')
    span.end()
    span.recordException(thrownBy(checkOut) as Error)
    expect(exporter.getFinishedSpans()[0]?.events).toEqual([])
    exporter.reset()
  })

  test('has nothing to flush', async () => {
    await processor.forceFlush()
    await processor.shutdown()
  })
})
