import { afterEach, expect, test, vi } from 'vitest'
import { traceProcess } from '../../src/setup/trace-process.ts'

afterEach(() => void vi.unstubAllEnvs())

test('traceProcess() traces nothing, and listens for nothing, where the environment turns tracing off', () => {
  vi.stubEnv('OTEL_SDK_DISABLED', 'true')
  const listeners = process.listenerCount('beforeExit')
  expect(traceProcess()).toBeUndefined()
  expect(process.listenerCount('beforeExit')).toBe(listeners)
})
