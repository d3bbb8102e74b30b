import { expect, test } from 'vitest'
import { detectorNames } from '../../src/setup/detector-names.ts'

test.each([
  [undefined, ['env', 'aws']],
  ['', ['env', 'aws']],
  ['host, os', ['host', 'os']],
])('detectorNames(%j)', (OTEL_NODE_RESOURCE_DETECTORS, names) => {
  expect(detectorNames({ OTEL_NODE_RESOURCE_DETECTORS })).toEqual(names)
})
