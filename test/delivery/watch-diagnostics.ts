import { DiagLogLevel, diag } from '@opentelemetry/api'

/** What OpenTelemetry's diagnostics say from here on, warnings and errors. */
export function watchDiagnostics(): Disposable & { readonly lines: string[] } {
  const lines: string[] = []
  const note = (line: string) => void lines.push(line)
  diag.disable()
  diag.setLogger({ error: note, warn: note, info() {}, debug() {}, verbose() {} }, DiagLogLevel.WARN)
  return { lines, [Symbol.dispose]: () => diag.disable() }
}
