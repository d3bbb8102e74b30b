import { writeSync } from 'node:fs'

/**
 * Writes a line to standard error. One that can't be written is lost: `process.stderr` would end the process when the
 * reader of the pipe is gone or the disk is full.
 */
export function writeToStderr(line: string): void {
  try {
    writeSync(2, `${line}\n`)
  } catch {
    // There is nowhere left to say so.
  }
}
