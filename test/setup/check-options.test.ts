import { expect, test } from 'vitest'
import { XRayError } from '../../src/error/index.ts'
import { checkOptions } from '../../src/setup/check-options.ts'
import { xray } from '../../src/setup/xray.ts'

const meterProvider = { getMeter: () => undefined } as never

test.each<[object]>([
  [{}],
  [{ serviceName: '', endpoint: 'udp://a', sign: false, nest: true, meterProvider }],
  [{ sampler: 'always_on', sql: 'off', urlQuery: 'strip', propagators: [], ignore: ['/health'] }],
  [{ sampler: 0.5, indexedAttributes: new Set(['tier']), tracedHosts: ['a'], secretParameters: ['key'] }],
  [{ sampler: xray().sampler, maxQueueBytes: Number.POSITIVE_INFINITY, inProgressAfterMillis: 0 }],
  [{ serviceName: undefined, sql: undefined, maxQueueSize: undefined }],
])('checkOptions() takes %j', options => {
  expect(() => checkOptions(options)).not.toThrow()
})

test.each<[object, string]>([
  [{ sql: 'sanitised' }, 'xray() cannot use sql "sanitised": write sanitized, raw, off'],
  [{ urlQuery: 'none' }, 'xray() cannot use urlQuery "none": write redact, keep, strip'],
  [{ maxQueueSize: -1 }, 'xray() cannot use maxQueueSize -1: write a number from 0 up'],
  [{ inProgressAfterMillis: Number.NaN }, 'xray() cannot use inProgressAfterMillis NaN: write a number'],
  [{ indexedAttributes: 'tier' }, 'xray() cannot use indexedAttributes "tier": write a list of texts'],
  [{ tracedHosts: 5 }, 'xray() cannot use tracedHosts 5: write a list of texts'],
  [{ ignore: '/health' }, 'xray() cannot use ignore "/health": write a list of texts'],
  [{ propagators: 'xray' }, 'xray() cannot use propagators "xray": write a list of texts'],
  [{ serviceName: 5 }, 'xray() cannot use serviceName 5: write a text'],
  [
    { endpoint: new URL('udp://a:1') },
    'xray() cannot use endpoint udp://a:1: write an address, such as udp:',
  ],
  [{ sign: 'yes' }, 'xray() cannot use sign "yes": write true or false'],
  [{ sampler: null }, 'xray() cannot use sampler null: write a name such as always_on, a number'],
  [{ meterProvider: {} }, "xray() cannot use meterProvider [object Object]: write OpenTelemetry's"],
])('xray() refuses %j', (options, message) => {
  expect(() => xray(options)).toThrow(message)
  expect(() => xray(options)).toThrow(XRayError)
})
