import { AssertionError } from 'node:assert'
import { expect, test } from 'vitest'
import { assertTrace } from '../../src/testing/index.ts'
import { shopTrace } from './shop-trace.ts'

test('assertTrace() lets pass what is as expected', () => {
  assertTrace(shopTrace, {
    services: ['pay'],
    calls: [['shop', 'pay']],
    fault: true,
    error: false,
    throttle: false,
    status: 503,
    method: 'GET',
    user: 'ann',
    annotations: { plan: 'gold', big: true },
  })
  assertTrace(shopTrace, {})
})

test('assertTrace() says all that is different', () => {
  const check = () =>
    assertTrace(shopTrace, {
      services: ['db'],
      calls: [['pay', 'db']],
      fault: false,
      url: 'x',
      annotations: { plan: 'tin', no: 1 },
    })
  expect(check).toThrow(AssertionError)
  expect(check).toThrow(
    [
      `Trace ${shopTrace.id} is not as expected:`,
      '  there is no service db; there is shop, pay',
      '  there is no call pay → db; there is shop → pay',
      '  fault is true, not false',
      '  url is missing, not "x"',
      '  there is no annotation plan = "tin"; there is "gold"',
      '  there is no annotation no = 1; there is none',
    ].join('\n'),
  )
})

test.each([
  [
    'what no trace has',
    shopTrace,
    { servces: ['shop'] },
    'Cannot expect "servces" of a trace; expect any of services, calls, fault, error,',
  ],
  ['a trace that is not there', undefined, {}, 'Cannot compare undefined as a trace; give one of'],
  ['something else', {}, {}, 'Cannot compare this as a trace'],
])('assertTrace() refuses %s, which a test would pass by', (_, trace, expected, message) => {
  expect(() => assertTrace(trace as never, expected as never)).toThrow(message)
})
