import { DiagLogLevel } from '@opentelemetry/api'
import { expect, test, vi } from 'vitest'
import { logLevel, stderrLogger } from '../../src/setup/stderr-logger.ts'

test.each([
  [{}, DiagLogLevel.WARN],
  [{ OTEL_LOG_LEVEL: 'DEBUG' }, DiagLogLevel.DEBUG],
  [{ OTEL_LOG_LEVEL: 'none', AWS_XRAY_LOG_LEVEL: 'debug' }, DiagLogLevel.NONE],
  [{ AWS_XRAY_LOG_LEVEL: 'silent' }, DiagLogLevel.NONE],
  [{ OTEL_LOG_LEVEL: 'loud' }, DiagLogLevel.WARN],
])('logLevel() of %j is %i', (environment, level) => {
  expect(logLevel(environment)).toBe(level)
})

test('stderrLogger() writes a line to standard error, and nothing to standard output', () => {
  const error = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    stderrLogger().info('spanray:', { lost: 1 })
    expect(error.mock.calls).toEqual([['spanray: { lost: 1 }\n']])
    expect(out).not.toHaveBeenCalled()
  } finally {
    vi.restoreAllMocks()
  }
})
