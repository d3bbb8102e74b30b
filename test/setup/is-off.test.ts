import { expect, test } from 'vitest'
import { isOff } from '../../src/setup/is-off.ts'

test.each([
  [{ OTEL_SDK_DISABLED: 'TRUE' }, true],
  [{ AWS_XRAY_SDK_ENABLED: 'False' }, true],
  [{ OTEL_SDK_DISABLED: 'no', AWS_XRAY_SDK_ENABLED: '' }, false],
  [{}, false],
])('isOff() with %j: %s', (environment, off) => {
  expect(isOff(environment)).toBe(off)
})
