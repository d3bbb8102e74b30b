import { expect, test } from 'vitest'
import { traceMatchers } from '../../src/testing/index.ts'
import { shopTrace } from './shop-trace.ts'

expect.extend(traceMatchers)

test('traceMatchers are for expect.extend()', () => {
  type Matched = { toMatchTrace(expected: object): void; not: Matched }
  const trace = () => expect(shopTrace) as unknown as Matched
  trace().toMatchTrace({ services: ['shop'] })
  trace().not.toMatchTrace({ services: ['db'] })
  expect(() => trace().toMatchTrace({ services: ['db'] })).toThrow(
    'there is no service db; there is shop, pay',
  )
  expect(() => trace().not.toMatchTrace({ services: ['shop'] })).toThrow(
    'is as it was not to be: {"services":["shop"]}',
  )
  for (const matched of [trace(), trace().not])
    expect(() => matched.toMatchTrace({ servces: ['shop'] })).toThrow('Cannot expect "servces" of a trace')
})
