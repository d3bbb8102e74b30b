import { format } from 'node:util'
import { type DiagLogger, DiagLogLevel } from '@opentelemetry/api'
import { writeToStderr } from './write-to-stderr.ts'

const LEVELS: Readonly<Record<string, DiagLogLevel>> = {
  none: DiagLogLevel.NONE,
  silent: DiagLogLevel.NONE,
  error: DiagLogLevel.ERROR,
  warn: DiagLogLevel.WARN,
  info: DiagLogLevel.INFO,
  debug: DiagLogLevel.DEBUG,
  verbose: DiagLogLevel.VERBOSE,
  all: DiagLogLevel.ALL,
}

/** The level that `OTEL_LOG_LEVEL`, else `AWS_XRAY_LOG_LEVEL` names; `warn` for any other word. */
export function logLevel(environment: NodeJS.ProcessEnv): DiagLogLevel {
  const word = (environment.OTEL_LOG_LEVEL || environment.AWS_XRAY_LOG_LEVEL || 'warn').toLowerCase()
  return LEVELS[word] ?? DiagLogLevel.WARN
}

/** Writes diagnostics to standard error, a line each: standard output is the app's. */
export function stderrLogger(): DiagLogger {
  const log = (...words: unknown[]) => writeToStderr(format(...words))
  return { error: log, warn: log, info: log, debug: log, verbose: log }
}
