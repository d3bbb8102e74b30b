import { validateHeaderValue } from 'node:http'
import {
  defaultTextMapGetter,
  defaultTextMapSetter,
  propagation,
  ROOT_CONTEXT,
  trace,
} from '@opentelemetry/api'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MORE_PROPAGATORS } from '../../src/setup/more-propagators.ts'
import { propagatorSetting } from '../../src/setup/propagator-setting.ts'

function setting(names?: string) {
  const warnings: string[] = []
  const propagator = propagatorSetting(
    { OTEL_PROPAGATORS: names },
    message => warnings.push(message),
    () => MORE_PROPAGATORS,
  )
  return { fields: propagator.fields(), warnings }
}

test.each([
  [undefined, ['baggage', 'traceparent', 'tracestate', 'X-Amzn-Trace-Id']],
  ['xray', ['X-Amzn-Trace-Id']],
  [' tracecontext , baggage ', ['baggage', 'traceparent', 'tracestate']],
  ['none', []],
])('propagatorSetting() for %s writes %j', (names, fields) => {
  expect(setting(names)).toEqual({ fields, warnings: [] })
})

test('propagatorSetting() leaves out a name it does not know, and says so', () => {
  const { fields, warnings } = setting('xray,pigeon')
  expect(fields).toEqual(['X-Amzn-Trace-Id'])
  expect(warnings).toEqual([expect.stringContaining("'pigeon'")])
})

describe('the propagators together', () => {
  const all = propagatorSetting(
    {},
    () => {},
    () => MORE_PROPAGATORS,
  )
  const root = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'
  const parent = '53995c3f42cd8ad8'
  const traceparent = '00-ffffffffffffffffffffffffffffffff-eeeeeeeeeeeeeeee-01'

  test.each([
    ['X-Ray with a parent', { 'x-amzn-trace-id': `${root};Parent=${parent};Sampled=1`, traceparent }, parent],
    ['traceparent', { 'x-amzn-trace-id': `${root};Sampled=1`, traceparent }, 'eeeeeeeeeeeeeeee'],
    ['X-Ray with Root alone', { 'x-amzn-trace-id': root, traceparent: 'garbled' }, expect.anything()],
  ])('%s wins', (_, headers, spanId) => {
    expect(trace.getSpanContext(all.extract(ROOT_CONTEXT, headers, defaultTextMapGetter))?.spanId).toEqual(
      spanId,
    )
  })

  test('hand baggage on', () => {
    const headers = { 'x-amzn-trace-id': `${root};Parent=${parent}`, baggage: 'user=7,plan=free%20one;ttl=1' }
    const context = all.extract(ROOT_CONTEXT, headers, defaultTextMapGetter)
    expect(propagation.getBaggage(context)?.getEntry('plan')?.value).toBe('free one')
    const onward: Record<string, string> = {}
    all.inject(context, onward, defaultTextMapSetter)
    expect(onward.baggage).toBe('user=7,plan=free%20one;ttl=1')
  })

  test('never throw, and write short valid headers, whatever comes', () => {
    const pieces = [
      'a=b',
      ';',
      'p=\r\nx: y',
      '%zz',
      '=',
      ',',
      '00-',
      '-ff',
      traceparent,
      root,
      'é',
      '\0',
      'v=1',
    ]
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom(...pieces), { maxLength: 2000, size: 'large' }).map(all => all.join('')),
    )
    const header = fc.oneof(value, fc.array(value))
    const names = ['x-amzn-trace-id', 'traceparent', 'tracestate', 'baggage']
    const carriers = fc.record(Object.fromEntries(names.map(name => [name, header])), { requiredKeys: [] })
    fc.assert(
      fc.property(carriers, carrier => {
        const onward: Record<string, string> = {}
        const context = all.extract(ROOT_CONTEXT, carrier, defaultTextMapGetter)
        all.inject(context, onward, defaultTextMapSetter)
        for (const [name, text] of Object.entries(onward)) {
          validateHeaderValue(name, text)
          expect(text.length).toBeLessThanOrEqual(8192)
        }
      }),
      { numRuns: 1000 },
    )
  })
})
