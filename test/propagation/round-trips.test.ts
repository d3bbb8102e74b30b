// X-Ray's header between our propagator and the code of those who write and read it today, in both directions.
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type SpanContext,
  type TextMapPropagator,
  trace,
} from '@opentelemetry/api'
import { AWSXRayPropagator } from '@opentelemetry/propagator-aws-xray'
import XRaySdk from 'aws-xray-sdk-core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toXRayTraceId } from '../../src/ids/index.ts'
import { XRayPropagator } from '../../src/propagation/index.ts'

const ours = new XRayPropagator()
const theirs = new AWSXRayPropagator()

const hex = (digits: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: digits, maxLength: digits })
    .map(all => all.join(''))
    .filter(id => /[^0]/.test(id))
const spanContexts: fc.Arbitrary<SpanContext> = fc.record({
  traceId: hex(32),
  spanId: hex(16),
  traceFlags: fc.constantFrom(0, 1),
})

function written(propagator: TextMapPropagator, spanContext: SpanContext): Record<string, string> {
  const headers: Record<string, string> = {}
  propagator.inject(trace.setSpanContext(ROOT_CONTEXT, spanContext), headers, defaultTextMapSetter)
  return headers
}

const read = (propagator: TextMapPropagator, headers: Record<string, string>) =>
  trace.getSpanContext(propagator.extract(ROOT_CONTEXT, headers, defaultTextMapGetter))

test.each([
  ['ours', ours, "OpenTelemetry's", theirs],
  ["OpenTelemetry's", theirs, 'ours', ours],
])('a header of %s propagator is read by %s', (_, writer, __, reader) => {
  fc.assert(
    fc.property(spanContexts, spanContext => {
      expect(read(reader, written(writer, spanContext))).toEqual({ ...spanContext, isRemote: true })
    }),
  )
})

test("our header is read by X-Ray's SDK", () => {
  fc.assert(
    fc.property(spanContexts, spanContext => {
      const { 'X-Amzn-Trace-Id': header } = written(ours, spanContext)
      expect(XRaySdk.utils.processTraceData(header as string)).toEqual({
        root: toXRayTraceId(spanContext.traceId),
        parent: spanContext.spanId,
        sampled: String(spanContext.traceFlags),
        data: {},
      })
    }),
  )
})

/** Headers as they come from AWS and from peers: any order, any letter case of keys, spaces, keys that are not ours. */
const headers = fc
  .record({
    root: hex(32),
    parent: hex(16),
    sampled: fc.constantFrom('0', '1'),
    others: fc.uniqueArray(fc.constantFrom('Lineage=25:a87bd80c:1', 'Tag=x y', 'Team=shop'), {
      maxLength: 3,
    }),
    space: fc.constantFrom('', ' '),
    spell: fc.constantFrom(
      (key: string) => key,
      (key: string) => key.toLowerCase(),
      (key: string) => key.toUpperCase(),
    ),
  })
  .chain(({ root, parent, sampled, others, space, spell }) => {
    const known = [`Root=${toXRayTraceId(root)}`, `Parent=${parent}`, `Sampled=${sampled}`]
    const respelt = known.map(pair => pair.replace(/^\w+/, spell))
    return fc
      .shuffledSubarray([...respelt, ...others], { minLength: 3 + others.length })
      .map(pairs => pairs.join(`${space};${space}`))
  })

test("a header that X-Ray's SDK reads says the same to us, and goes on with the same other keys", () => {
  fc.assert(
    fc.property(headers, header => {
      const sdk = XRaySdk.utils.processTraceData(header) as unknown as {
        root: string
        parent: string
        sampled: string
        data: Record<string, string>
      }
      const context = ours.extract(ROOT_CONTEXT, { 'x-amzn-trace-id': header }, defaultTextMapGetter)
      const onward: Record<string, string> = {}
      ours.inject(context, onward, defaultTextMapSetter)
      const rest = Object.entries(sdk.data).map(([key, value]) => `;${key}=${value}`)
      expect(onward['X-Amzn-Trace-Id']).toBe(
        `Root=${sdk.root};Parent=${sdk.parent};Sampled=${sdk.sampled}${rest.join('')}`,
      )
    }),
  )
})
