import { closeSync, openSync, readSync } from 'node:fs'

/** What is read at once, at most: of a table of sockets Linux gives a page at a time. */
const MAX_BYTES = 4096

let buffer: Buffer | undefined

/** A file in which Linux tells how things stand. It stays open: opening it takes longer than reading it. */
export class ProcFile {
  readonly #path: string
  #descriptor: number | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** As much as the system gives at once from this place on; empty at the end, and where the file can't be read. */
  read(position = 0, maxBytes = MAX_BYTES): string {
    try {
      this.#descriptor ??= openSync(this.#path, 'r')
      buffer ??= Buffer.allocUnsafeSlow(MAX_BYTES)
      return buffer.toString('latin1', 0, readSync(this.#descriptor, buffer, 0, maxBytes, position))
    } catch {
      return ''
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }
}
