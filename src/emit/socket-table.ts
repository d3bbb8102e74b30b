import { ProcFile } from './proc-file.ts'

/** Pages that are looked through; what comes after some 250 sockets is not seen. */
const MAX_PAGES = 11

/** What is read of each page a second time: when sockets close meanwhile, those behind them move up. */
const OVERLAP_BYTES = 1024

/** Finds a socket in the table of all UDP sockets of a family. */
export class SocketTable {
  readonly #file: ProcFile
  #foundAt: { readonly position: number; readonly length: number } | undefined

  constructor(path: string) {
    this.#file = new ProcFile(path)
  }

  /**
   * What the expression matches where it matched last; `undefined` where it does no longer. Nothing else is read: Linux goes
   * through its sockets in the order of their ports, up to the last that is asked for.
   */
  findAgain(entry: RegExp): RegExpExecArray | undefined {
    if (!this.#foundAt) return undefined
    const { position, length } = this.#foundAt
    return entry.exec(this.#file.read(position, length)) ?? undefined
  }

  /** What the expression matches; `undefined` where that is nothing, or the table can't be read. */
  find(entry: RegExp): RegExpExecArray | undefined {
    for (let page = 0, position = 0; page < MAX_PAGES; page++) {
      const text = this.#file.read(position)
      const found = entry.exec(text)
      if (found) this.#foundAt = { position: position + found.index, length: found[0].length }
      if (found || text.length <= OVERLAP_BYTES) return found ?? undefined
      position += text.length - OVERLAP_BYTES
    }
    return undefined
  }

  close(): void {
    this.#file.close()
  }
}
