import { createLog, type DaemonSettings, type Log, openLogFile, SettingsError } from '../daemon/index.ts'
import { createRateGate } from './rate-gate.ts'

/** More lines than this nobody reads, and a flood of bad documents would fill the disk. */
const MAX_LINES_PER_SECOND = 50

interface OutputStream {
  write(text: string): unknown
}

/**
 * Opens the log that the settings ask for: a file, or standard output. Of lines that come faster than anybody reads, the
 * rest is counted; errors are all written.
 *
 * @throws SettingsError when the file cannot be opened
 */
export function openDaemonLog(
  { logLevel, logPath, isLogRotated }: DaemonSettings,
  stdout: OutputStream,
): { log: Log; close: () => void } {
  const file = logPath ? openFile(logPath, isLogRotated) : undefined
  const write = (line: string) => (file ? file.write(line) : stdout.write(line))
  const all = createLog(logLevel, write, () => new Date())
  const gate = createRateGate(MAX_LINES_PER_SECOND, count =>
    all.warn(`… and ${count} more lines in this second`),
  )
  const gated = (level: keyof Log) => (text: string) => {
    if (gate.pass()) all[level](text)
  }
  return {
    log: { debug: gated('debug'), info: gated('info'), warn: gated('warn'), error: all.error },
    close: () => {
      gate.close()
      file?.close()
    },
  }
}

function openFile(path: string, isRotated: boolean) {
  try {
    return openLogFile(path, isRotated)
  } catch (error) {
    throw new SettingsError(`Cannot write the log to ${path}: ${(error as Error).message}`)
  }
}
