import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import {
  createTraceState,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  trace,
} from '@opentelemetry/api'
import { describe, expect, test } from 'vitest'
import { headerGapsOf } from '../../src/ids/index.ts'
import { XRayPropagator } from '../../src/propagation/index.ts'

const ROOT = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'
const traceId = '6921746b5ac69fc467c01f3a268dc236'
const parentId = '53995c3f42cd8ad8'
const propagator = new XRayPropagator()

const found = {
  traceId: 'ffffffffffffffffffffffffffffffff',
  spanId: 'eeeeeeeeeeeeeeee',
  traceFlags: 1,
  isRemote: true,
}
const withTraceparent = trace.setSpanContext(ROOT_CONTEXT, found)

function extract(headers: Record<string, string | string[]>, context = ROOT_CONTEXT) {
  return propagator.extract(context, headers, defaultTextMapGetter)
}

function inject(context = ROOT_CONTEXT): Record<string, string> {
  const headers: Record<string, string> = {}
  propagator.inject(context, headers, defaultTextMapSetter)
  return headers
}

describe('XRayPropagator.extract()', () => {
  test.each(['x-amzn-trace-id', 'X-Amzn-Trace-Id', 'X-AMZN-TRACE-ID'])(
    'reads the header by the name %s',
    name => {
      const context = extract({ [name]: `${ROOT};Parent=${parentId};Sampled=1` })
      expect(trace.getSpanContext(context)).toEqual({
        traceId,
        spanId: parentId,
        traceFlags: 1,
        isRemote: true,
      })
    },
  )

  test('reads the first of several headers', () => {
    const context = extract({ 'x-amzn-trace-id': [`${ROOT};Parent=${parentId};Sampled=0`, 'Root=other'] })
    expect(trace.getSpanContext(context)).toMatchObject({ traceId, traceFlags: 0 })
  })

  test('wins over a traceparent when it names a parent', () => {
    const context = extract({ 'x-amzn-trace-id': `${ROOT};Parent=${parentId};Sampled=1` }, withTraceparent)
    expect(trace.getSpanContext(context)?.traceId).toBe(traceId)
  })

  test('gives way to a traceparent when it is Root alone', () => {
    expect(trace.getSpanContext(extract({ 'x-amzn-trace-id': ROOT }, withTraceparent))).toBe(found)
  })

  test('continues a Root alone under a made-up parent, and notes both gaps', () => {
    const spanContext = trace.getSpanContext(extract({ 'x-amzn-trace-id': ROOT }))
    expect(spanContext).toMatchObject({ traceId, traceFlags: 0, isRemote: true })
    expect(spanContext?.spanId).toMatch(/^[0-9a-f]{16}$/)
    expect(headerGapsOf(spanContext)).toEqual({ parent: true, sampling: true })
  })

  test('keeps the decision of a Root that comes with one', () => {
    const spanContext = trace.getSpanContext(extract({ 'x-amzn-trace-id': `${ROOT};Sampled=1` }))
    expect(spanContext?.traceFlags).toBe(1)
    expect(headerGapsOf(spanContext)).toEqual({ parent: true, sampling: false })
  })

  test('keeps the tracestate of the same trace, and of no other', () => {
    const traceState = createTraceState('vendor=1')
    const header = { 'x-amzn-trace-id': `${ROOT};Parent=${parentId};Sampled=1` }
    const same = trace.setSpanContext(ROOT_CONTEXT, { ...found, traceId, traceState })
    expect(trace.getSpanContext(extract(header, same))?.traceState?.serialize()).toBe('vendor=1')
    const other = trace.setSpanContext(ROOT_CONTEXT, { ...found, traceState })
    expect(trace.getSpanContext(extract(header, other))?.traceState).toBeUndefined()
  })

  test('keeps nothing, however many headers come', () => {
    setFlagsFromString('--expose-gc')
    const collectGarbage = runInNewContext('gc') as () => void
    const read = (count: number) => {
      for (let i = 0; i < count; i++) extract({ 'x-amzn-trace-id': `${ROOT};Tag${i}=${'x'.repeat(200)}` })
      collectGarbage()
      return process.memoryUsage().heapUsed
    }
    const before = read(5000)
    // Each header is 250 bytes: kept, they would be 12 MB.
    expect(read(50_000) - before).toBeLessThan(4_000_000)
  })

  test('leaves the context alone when the header is garbled or missing', () => {
    expect(extract({ 'x-amzn-trace-id': 'Root=garbage' })).toBe(ROOT_CONTEXT)
    expect(extract({})).toBe(ROOT_CONTEXT)
  })
})

describe('XRayPropagator.inject()', () => {
  test('writes the current span', () => {
    const context = trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId: parentId, traceFlags: 1 })
    expect(inject(context)).toEqual({ 'X-Amzn-Trace-Id': `${ROOT};Parent=${parentId};Sampled=1` })
  })

  test('carries Self and Lineage on to the callee of a span of ours', () => {
    const context = extract({
      'x-amzn-trace-id': `Self=1-a;${ROOT};Parent=${parentId};Sampled=1;Lineage=a:1`,
    })
    const ours = trace.setSpanContext(context, { traceId, spanId: 'aaaaaaaaaaaaaaaa', traceFlags: 1 })
    expect(inject(ours)['X-Amzn-Trace-Id']).toBe(
      `${ROOT};Parent=aaaaaaaaaaaaaaaa;Sampled=1;Self=1-a;Lineage=a:1`,
    )
  })

  test('carries them on where a traceparent wins over a Root alone', () => {
    const context = extract({ 'x-amzn-trace-id': `Self=1-a;${ROOT};Lineage=a:1` }, withTraceparent)
    expect(inject(context)['X-Amzn-Trace-Id']).toMatch(/;Self=1-a;Lineage=a:1$/)
  })

  test('carries nothing on of an earlier request', () => {
    const earlier = extract({ 'x-amzn-trace-id': `${ROOT};Parent=${parentId};Sampled=1;Lineage=a:1` })
    const context = extract({ 'x-amzn-trace-id': `${ROOT};Parent=${parentId};Sampled=1` }, earlier)
    expect(inject(context)['X-Amzn-Trace-Id']).toBe(`${ROOT};Parent=${parentId};Sampled=1`)
  })

  test.each([ROOT, `${ROOT};Parent=${parentId}`, `${ROOT};Sampled=1;Lineage=a:1`])(
    'hands %s on as it came where no span of ours stands between',
    header => {
      expect(inject(extract({ 'x-amzn-trace-id': header }))['X-Amzn-Trace-Id']).toBe(header)
    },
  )

  test('writes nothing without a span', () => {
    expect(inject()).toEqual({})
  })
})
