import {
  closeSync,
  fdatasync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { makeFolder } from '../folder/index.ts'
import type { Batch, QueuedDocument } from './batch.ts'
import { type Tally, totalOf } from './ledgers.ts'
import { readSpoolFile } from './read-spool-file.ts'
import type { SpoolEntry, SpoolFile } from './spool-entry.ts'
import { parseSpoolRecord, spoolRecord } from './spool-record.ts'

/** How a spool is set up. */
export interface SpoolOptions {
  folder: string
  /** Bytes on disk; over them the oldest file goes, with all that waits in it. */
  maxBytes: number
  /** Told of each failure of the disk, once while it lasts; documents are in memory only then. */
  onError: (error: Error) => void
}

/** Documents may hold what others are not to read. */
const THIS_USER_ALONE = 0o700

/** A disk gives room back file by file. */
const MAX_FILE_BYTES = 4 * 1024 * 1024

/** What came in since then is lost when the machine loses its power; when the process dies, nothing is. */
const SYNC_MILLIS = 250

/**
 * A folder that keeps batches until they are delivered: files of lines, of which one holds a batch or says that one is
 * settled. What a line holds outlives the process as soon as `append()` has returned.
 *
 *     {"batch":7,"count":2,"spanCount":0,"bytes":1700,"documents":[["{…}",0],["{…}",0]]}
 *     {"settled":7}
 */
export class Spool {
  readonly #options: SpoolOptions
  /** The oldest first. */
  readonly #files: SpoolFile[] = []
  /** The one that is written to. */
  #current: SpoolFile | undefined
  #lastNumber = 0
  #bytes = 0
  /** What the disk fails on now. */
  #failure: string | undefined
  #evicted: (entries: readonly SpoolEntry[]) => void = () => {}
  #syncTimer: NodeJS.Timeout | undefined
  /** Those with lines that a loss of power would take: more than one where a new file was begun since. */
  readonly #unsynced = new Set<SpoolFile>()
  /** What a daemon before this one has left, the oldest first. */
  readonly restored: readonly Batch[]

  /** @throws when the folder cannot be made or read */
  constructor(options: SpoolOptions) {
    this.#options = options
    makeFolder(options.folder, THIS_USER_ALONE)
    const names = readdirSync(options.folder).filter(name => /^\d{12}\.spool$/.test(name))
    this.restored = names.sort().flatMap(name => this.#restore(join(options.folder, name)))
  }

  /** Bytes on disk. */
  get bytes(): number {
    return this.#bytes
  }

  /** What would be there for the next process. */
  get waiting(): Tally {
    return totalOf(this.#files.flatMap(({ open }) => [...open]))
  }

  /** Names who is told of batches that were dropped for want of room. */
  onEvicted(evicted: (entries: readonly SpoolEntry[]) => void): void {
    this.#evicted = evicted
  }

  /** Writes a batch down; `undefined` when the disk does not take it. */
  append(documents: readonly QueuedDocument[]): SpoolEntry | undefined {
    const number = ++this.#lastNumber
    const record = spoolRecord(number, documents)
    try {
      const file = this.#writable()
      const offset = file.bytes
      const length = this.#write(file, record)
      const { count, spanCount } = record
      const entry: SpoolEntry = { file, number, offset, length, count, spanCount }
      file.open.add(entry)
      this.#evict()
      return entry
    } catch (error) {
      this.#fail(error as Error)
      return undefined
    }
  }

  /** The documents of a batch; `undefined` when the disk does not have them as they were. */
  read({ file, number, offset, length }: SpoolEntry): QueuedDocument[] | undefined {
    try {
      const line = Buffer.alloc(length)
      readSync(file.descriptor, line, 0, length, offset)
      return parseSpoolRecord(line.toString(), number)
    } catch (error) {
      this.#fail(error as Error)
      return undefined
    }
  }

  /** Forgets a batch: it was delivered, or nothing can be done for it. */
  settle(entry: SpoolEntry): void {
    const { file, number } = entry
    if (!file.open.delete(entry)) return
    const isOver = file !== this.#current || file.bytes >= MAX_FILE_BYTES
    if (file.open.size === 0 && isOver) this.#remove(file)
    else this.#try(() => this.#write(file, { settled: number }))
  }

  /** Ends it; files of which nothing is left go, and the others are on the disk. */
  close(): void {
    clearTimeout(this.#syncTimer)
    for (const file of [...this.#files]) {
      if (file.open.size === 0) this.#remove(file)
      else this.#closeFile(file)
      // What is settled from here on is settled for this process alone.
      file.open.clear()
    }
  }

  #closeFile({ descriptor }: SpoolFile): void {
    // The next timer would come too late.
    this.#try(() => fdatasyncSync(descriptor))
    this.#try(() => closeSync(descriptor))
  }

  #restore(path: string): Batch[] {
    try {
      const file = this.#open(path)
      const { batches, bytes } = readSpoolFile(file.descriptor)
      file.bytes = bytes
      this.#bytes += bytes
      const restored = batches.map(({ number, offset, length, ...batch }) => {
        const { count, spanCount } = batch
        const entry: SpoolEntry = { file, number, offset, length, count, spanCount }
        file.open.add(entry)
        this.#lastNumber = Math.max(this.#lastNumber, number)
        return { ...batch, documents: undefined, entry }
      })
      if (restored.length === 0) this.#remove(file)
      return restored
    } catch (error) {
      this.#fail(error as Error)
      return []
    }
  }

  #writable(): SpoolFile {
    if (this.#current && this.#current.bytes < MAX_FILE_BYTES) return this.#current
    const name = `${String(this.#lastNumber).padStart(12, '0')}.spool`
    this.#current = this.#open(join(this.#options.folder, name))
    return this.#current
  }

  #open(path: string): SpoolFile {
    const file = { path, descriptor: openSync(path, 'a+', 0o600), bytes: 0, open: new Set<SpoolEntry>() }
    this.#files.push(file)
    return file
  }

  #write(file: SpoolFile, record: object): number {
    const line = Buffer.from(`${JSON.stringify(record)}\n`)
    const length = writeSync(file.descriptor, line)
    if (length < line.length) {
      // What is written next would stand on the same line, and be lost with it.
      ftruncateSync(file.descriptor, file.bytes)
      throw new Error(`the disk took ${length} of ${line.length} bytes`)
    }
    file.bytes += length
    this.#bytes += length
    this.#failure = undefined
    this.#unsynced.add(file)
    this.#syncTimer ??= setTimeout(() => this.#sync(), SYNC_MILLIS).unref()
    return length
  }

  #sync(): void {
    this.#syncTimer = undefined
    for (const { descriptor } of this.#unsynced) fdatasync(descriptor, () => {})
    this.#unsynced.clear()
  }

  #evict(): void {
    while (this.#bytes > this.#options.maxBytes && this.#files.length > 1) {
      const oldest = this.#files[0]!
      const entries = [...oldest.open]
      oldest.open.clear()
      this.#remove(oldest)
      this.#evicted(entries)
    }
  }

  #remove(file: SpoolFile): void {
    this.#files.splice(this.#files.indexOf(file), 1)
    if (file === this.#current) this.#current = undefined
    this.#unsynced.delete(file)
    this.#bytes -= file.bytes
    this.#try(() => closeSync(file.descriptor))
    this.#try(() => rmSync(file.path, { force: true }))
  }

  #try(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#fail(error as Error)
    }
  }

  #fail(error: Error): void {
    if (error.message === this.#failure) return
    this.#failure = error.message
    this.#options.onError(error)
  }
}
