import { expect, test } from 'vitest'
import { isLeftAlone } from '../../src/setup/is-left-alone.ts'

test('isLeftAlone() where tracing is off; an app in the main thread or in a worker is not', () => {
  expect(isLeftAlone({ OTEL_SDK_DISABLED: 'true' }, '/srv/app.js')).toBe(true)
  expect(isLeftAlone({}, '/srv/app.js')).toBe(false)
  expect(isLeftAlone({}, undefined)).toBe(false)
})
