import { closeSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs'

/** As AWS's daemon: so much, then the file is put aside in the place of the one before. */
const MAX_FILE_BYTES = 50 * 1024 * 1024

/** A file that lines are put at the end of. */
export interface LogFile {
  /** Writes a line before it returns; a disk that is full loses it in silence. */
  write(line: string): void
  close(): void
}

/**
 * Opens a file of a log, at its end. When it has 50 MB it becomes `FILE.1`, and what was called that is gone.
 *
 * @param isRotated whether it is put aside at all
 * @throws when the file cannot be opened
 */
export function openLogFile(path: string, isRotated: boolean, maxBytes = MAX_FILE_BYTES): LogFile {
  let descriptor = openSync(path, 'a')
  let bytes = fstatSync(descriptor).size
  const rotate = () => {
    // A file that cannot be put aside grows on, and one that cannot be followed by another is gone on with.
    attempt(() => renameSync(path, `${path}.1`))
    attempt(() => {
      const next = openSync(path, 'a')
      closeSync(descriptor)
      descriptor = next
      bytes = 0
    })
  }
  return {
    write(line) {
      if (isRotated && bytes >= maxBytes) rotate()
      attempt(() => {
        bytes += writeSync(descriptor, line)
      })
    },
    close: () => closeSync(descriptor),
  }
}

function attempt(act: () => void): void {
  try {
    act()
  } catch {
    // There is nowhere to tell it, and documents matter more.
  }
}
