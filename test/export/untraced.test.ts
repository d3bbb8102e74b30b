import { isTracingSuppressed } from '@opentelemetry/core'
import { expect, test } from 'vitest'
import { UNTRACED } from '../../src/export/untraced.ts'

test('UNTRACED is what OpenTelemetry’s own code takes for a context in which nothing is traced', () => {
  expect(isTracingSuppressed(UNTRACED)).toBe(true)
})
