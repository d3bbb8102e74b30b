import { expect, test } from 'vitest'
import { propagatorSetting } from '../../src/setup/propagator-setting.ts'

function setting(names?: string) {
  const warnings: string[] = []
  const propagator = propagatorSetting({ OTEL_PROPAGATORS: names }, message => warnings.push(message))
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
