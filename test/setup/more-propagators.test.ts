import { expect, test } from 'vitest'
import { MORE_PROPAGATORS } from '../../src/setup/more-propagators.ts'

test.each([
  ['b3', ['b3']],
  ['b3multi', ['x-b3-traceid', 'x-b3-spanid', 'x-b3-flags', 'x-b3-sampled', 'x-b3-parentspanid']],
  ['jaeger', ['uber-trace-id']],
] as const)('the propagator %s writes %j', (name, fields) => {
  expect(MORE_PROPAGATORS[name]().fields()).toEqual(fields)
})
