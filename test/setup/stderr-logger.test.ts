import { diag } from '@opentelemetry/api'
import { afterEach, expect, test, vi } from 'vitest'
import { startDiagnostics, stderrLogger } from '../../src/setup/stderr-logger.ts'
import { writeToStderr } from '../../src/setup/write-to-stderr.ts'

vi.mock('../../src/setup/write-to-stderr.ts', () => ({ writeToStderr: vi.fn() }))

afterEach(() => {
  vi.mocked(writeToStderr).mockClear()
  diag.disable()
})

test.each([
  [{}, ['warn', 'error']],
  [{ OTEL_LOG_LEVEL: 'INFO' }, ['info', 'warn', 'error']],
  [{ OTEL_LOG_LEVEL: 'none', AWS_XRAY_LOG_LEVEL: 'debug' }, []],
  [{ AWS_XRAY_LOG_LEVEL: 'silent' }, []],
  [{ AWS_XRAY_LOG_LEVEL: 'error' }, ['error']],
])('startDiagnostics() with %j writes %j', (environment, written) => {
  startDiagnostics(environment, message => expect.unreachable(message))
  for (const level of ['info', 'warn', 'error'] as const) diag[level](level)
  expect(vi.mocked(writeToStderr).mock.calls).toEqual(written.map(level => [level]))
})

test.each(['OTEL_LOG_LEVEL', 'AWS_XRAY_LOG_LEVEL'])('startDiagnostics() warns of a %s that is none', name => {
  startDiagnostics({ [name]: 'toString' }, message => diag.warn(message))
  diag.info('not written')
  expect(vi.mocked(writeToStderr).mock.calls).toEqual([
    [expect.stringMatching(`^${name}='toString'.*error, warn.*using warn$`)],
  ])
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

test('stderrLogger() writes a warning once for all spans', () => {
  const { warn } = stderrLogger()
  for (const id of ['6b02ed03a3e876057789f46392960e7a', '6b02ed03624aa8eda34cbc5960693127'])
    warn(
      `Cannot execute the operation on ended Span {traceId: ${id}, spanId: ${id.slice(16)}}`,
      new Error(id),
    )
  expect(writeToStderr).toHaveBeenCalledOnce()
})
