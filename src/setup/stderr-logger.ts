import { format } from 'node:util'
import { type DiagLogger, DiagLogLevel, diag } from '@opentelemetry/api'
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

/**
 * Sends diagnostics to standard error from the level up that `OTEL_LOG_LEVEL`, else `AWS_XRAY_LOG_LEVEL` names; for any
 * other word a warning, and from `warn` up.
 */
export function startDiagnostics(environment: NodeJS.ProcessEnv, warn: (message: string) => void): void {
  const name = environment.OTEL_LOG_LEVEL ? 'OTEL_LOG_LEVEL' : 'AWS_XRAY_LOG_LEVEL'
  const word = environment[name] || 'warn'
  const level = Object.hasOwn(LEVELS, word.toLowerCase()) ? LEVELS[word.toLowerCase()] : undefined
  diag.setLogger(stderrLogger(), { logLevel: level ?? DiagLogLevel.WARN, suppressOverrideMessage: true })
  if (level === undefined)
    warn(`${name}='${word}' is no level: write ${Object.keys(LEVELS).join(', ')}; using warn`)
}

/** Lines that are remembered, so that they are not written again. */
const MAX_REMEMBERED = 100

/**
 * Writes diagnostics to standard error, a line each: standard output is the app's. A warning or an error that was
 * written before, of this span or of another, is not written again.
 */
export function stderrLogger(): DiagLogger {
  const written = new Set<string>()
  const log = (...words: unknown[]) => writeToStderr(format(...words))
  const logOnce = (...words: unknown[]) => {
    const line = format(...words)
    const matter = withoutIds(line)
    if (written.has(matter)) return
    if (written.size < MAX_REMEMBERED) written.add(matter)
    writeToStderr(line)
  }
  return { error: logOnce, warn: logOnce, info: log, debug: log, verbose: log }
}

/** The line's first, which tells the matter, for all traces and spans alike: some complaints come with every request. */
function withoutIds(line: string): string {
  return (line.split('\n', 1)[0] as string).replace(/\b(?:[0-9a-f]{16}){1,2}\b/g, '')
}
