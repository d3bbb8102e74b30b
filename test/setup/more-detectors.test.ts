import { detectResources } from '@opentelemetry/resources'
import { expect, test } from 'vitest'
import { MORE_DETECTORS } from '../../src/setup/more-detectors.ts'

test.each([
  ['host', 'host.name'],
  ['os', 'os.type'],
  ['process', 'process.pid'],
  ['serviceinstance', 'service.instance.id'],
])('the detector %s finds %s', async (name, attribute) => {
  const resource = detectResources({ detectors: [MORE_DETECTORS[name]!] })
  await resource.waitForAsyncAttributes?.()
  expect(Object.keys(resource.attributes)).toContain(attribute)
})
