import { DiagLogLevel } from '@opentelemetry/api'
import { expect, test, vi } from 'vitest'
import { logLevel, stderrLogger } from '../../src/setup/stderr-logger.ts'
import { writeToStderr } from '../../src/setup/write-to-stderr.ts'

vi.mock('../../src/setup/write-to-stderr.ts', () => ({ writeToStderr: vi.fn() }))

test.each([
  [{}, DiagLogLevel.WARN],
  [{ OTEL_LOG_LEVEL: 'DEBUG' }, DiagLogLevel.DEBUG],
  [{ OTEL_LOG_LEVEL: 'none', AWS_XRAY_LOG_LEVEL: 'debug' }, DiagLogLevel.NONE],
  [{ AWS_XRAY_LOG_LEVEL: 'silent' }, DiagLogLevel.NONE],
  [{ OTEL_LOG_LEVEL: 'loud' }, DiagLogLevel.WARN],
])('logLevel() of %j is %i', (environment, level) => {
  expect(logLevel(environment)).toBe(level)
})

test('stderrLogger() writes a line to standard error', () => {
  stderrLogger().info('spanray:', { lost: 1 })
  expect(writeToStderr).toHaveBeenCalledWith('spanray: { lost: 1 }')
})

test('stderrLogger() writes a warning once, and whatever else as often as it comes', () => {
  vi.mocked(writeToStderr).mockClear()
  const { warn, debug } = stderrLogger()
  for (const log of [warn, warn, debug, debug]) log('limit must be positive')
  warn('another')
  expect(vi.mocked(writeToStderr).mock.calls.flat()).toEqual([
    'limit must be positive',
    'limit must be positive',
    'limit must be positive',
    'another',
  ])
})
