import { propagation, trace } from '@opentelemetry/api'
import { CompositePropagator, W3CBaggagePropagator, W3CTraceContextPropagator } from '@opentelemetry/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headerGapsOf, isLambdaParent } from '../../src/ids/index.ts'
import { invocationParent } from '../../src/lambda/invocation-parent.ts'
import { XRayPropagator } from '../../src/propagation/index.ts'

const LAMBDA = '6921746b5ac69fc467c01f3a268dc236'
const ROOT = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'
const SAMPLED = `${ROOT};Parent=53995c3f42cd8ad8;Sampled=1`
const UNSAMPLED = `${ROOT};Parent=53995c3f42cd8ad8;Sampled=0`
const caller = (digit: string, sampled = 1) => ({
  'x-amzn-trace-id': `Root=1-5759e988-${digit.repeat(24)};Parent=b0a1c2d3e4f5061${digit};Sampled=${sampled}`,
})
const idOf = (digit: string) => `5759e988${digit.repeat(24)}`

beforeAll(() => {
  const propagators = [new W3CBaggagePropagator(), new W3CTraceContextPropagator(), new XRayPropagator()]
  propagation.setGlobalPropagator(new CompositePropagator({ propagators }))
})
afterAll(() => propagation.disable())

function choose(...given: Parameters<typeof invocationParent>) {
  const { context, links } = invocationParent(...given)
  const parent = trace.getSpanContext(context)
  return { parent, context, links: links.map(link => link.context.traceId) }
}

describe('the parent of an invocation', () => {
  test('is what Lambda gave, when it is sampled, whatever the event says', () => {
    for (const carriers of [[], [caller('a')], [caller('a', 0)]]) {
      const { parent } = choose(SAMPLED, carriers, 'obey')
      expect(parent).toMatchObject({ traceId: LAMBDA, spanId: '53995c3f42cd8ad8', traceFlags: 1 })
      expect(isLambdaParent(parent!)).toBe(true)
    }
  })

  test('is nobody in Lambda, when Lambda names no parent', () => {
    const { parent } = choose(`${ROOT};Sampled=1`, [], 'obey')
    expect(parent).toMatchObject({ traceId: LAMBDA, traceFlags: 1 })
    expect([isLambdaParent(parent!), headerGapsOf(parent)?.parent]).toEqual([false, true])
  })

  test.each([
    ['unsampled', UNSAMPLED],
    ['Root alone', ROOT],
    ['nothing', undefined],
  ])('is a sampled caller in the event, when Lambda gave %s', (_, header) => {
    const { parent, links } = choose(header, [caller('a', 0), caller('b'), caller('c')], 'obey')
    expect(parent).toMatchObject({ traceId: idOf('b'), spanId: 'b0a1c2d3e4f5061b', traceFlags: 1 })
    expect(isLambdaParent(parent!)).toBe(false)
    expect(links).toEqual([idOf('c')])
  })

  test('is what Lambda gave, unsampled, when nothing says otherwise', () => {
    expect(choose(UNSAMPLED, [caller('a', 0)], 'obey').parent).toMatchObject({
      traceId: LAMBDA,
      traceFlags: 0,
    })
  })

  test('is open to the sampler, in the same trace, when the user overrides what is unsampled', () => {
    const { parent } = choose(UNSAMPLED, [], 'record')
    expect(parent?.traceId).toBe(LAMBDA)
    expect(headerGapsOf(parent)).toEqual({ parent: true, sampling: true })
  })

  test('is open to the sampler with Root alone, unless a caller has decided', () => {
    expect(headerGapsOf(choose(ROOT, [], 'obey').parent)).toEqual({ parent: true, sampling: true })
    expect(choose(ROOT, [caller('a', 0)], 'obey').parent).toMatchObject({ traceId: idOf('a'), traceFlags: 0 })
  })

  test('is nobody, when nobody names a trace', () => {
    for (const header of [undefined, 'garbled']) expect(choose(header, [{}], 'obey').parent).toBeUndefined()
  })
})

test('every other sampled trace in the event becomes a link, 20 at most', () => {
  const carriers = [caller('a'), caller('b'), caller('a'), caller('c', 0), { 'x-amzn-trace-id': SAMPLED }]
  expect(choose(SAMPLED, carriers, 'obey').links).toEqual([idOf('a'), idOf('b')])
  const many = Array.from({ length: 30 }, (_, index) => ({
    traceparent: `00-${String(index + 1).padStart(32, '0')}-b0a1c2d3e4f50617-01`,
  }))
  expect(choose(SAMPLED, many, 'obey').links).toHaveLength(20)
})

test('what one caller sent along goes on, and so does the lineage that Lambda gave', () => {
  const header = `${SAMPLED};Lineage=25:a87bd80c:1`
  const { context } = choose(header, [{ baggage: 'user=7' }], 'obey')
  expect(propagation.getBaggage(context)?.getEntry('user')?.value).toBe('7')
  const carrier: Record<string, string> = {}
  propagation.inject(context, carrier)
  expect(carrier['X-Amzn-Trace-Id']).toContain('Lineage=25:a87bd80c:1')
})
