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

/** Lines that are remembered, so that they are not written again. */
const MAX_REMEMBERED = 100

/**
 * Writes diagnostics to standard error, a line each: standard output is the app's. A warning or an error that was
 * written before, word for word, is not written again.
 */
export function stderrLogger(): DiagLogger {
  const written = new Set<string>()
  const log = (...words: unknown[]) => writeToStderr(format(...words))
  const logOnce = (...words: unknown[]) => {
    const line = format(...words)
    if (written.has(line)) return
    if (written.size < MAX_REMEMBERED) written.add(line)
    writeToStderr(line)
  }
  return { error: logOnce, warn: logOnce, info: log, debug: log, verbose: log }
}
