import { createRequire } from 'node:module'
import { expect, test } from 'vitest'
import { loadedPackages } from '../../src/setup/loaded-packages.ts'

test('loadedPackages() are those that have been required', () => {
  expect(loadedPackages()).not.toContain('instrumentation-undici')
  createRequire(import.meta.url)('@opentelemetry/instrumentation-undici')
  expect(loadedPackages()).toContain('instrumentation-undici')
  expect(loadedPackages()).toContain('api')
})
