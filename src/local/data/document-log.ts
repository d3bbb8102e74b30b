import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** How a log is set up. */
export interface DocumentLogOptions {
  /** Where its files are; it must be there. */
  folder: string
  /** Bytes that are kept, at most one file more. */
  maxBytes: number
  /** A file that has reached so many is followed by another. @default 16 MiB */
  maxFileBytes?: number
  onError: (error: unknown) => void
}

const MAX_FILE_BYTES = 16 * 1024 * 1024
/** So long a document waits for others before it is written. */
const WRITE_MILLIS = 50
/** What a crash of the machine may cost; a crash of the process costs no more than what waits to be written. */
const SYNC_MILLIS = 1000
/** What a slow disk may be behind before documents are left out. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024

/**
 * Documents on disk: one a line, in files that are only ever added to, `documents-000001.jsonl` and so on. The oldest
 * files go when there is too much.
 */
export class DocumentLog {
  readonly #options: DocumentLogOptions
  readonly #files: { number: number; bytes: number }[]
  #file: FileHandle | undefined
  #waiting: string[] = []
  #waitingBytes = 0
  #isUnsynced = false
  /** Whether the disk took not all when it was last written to: that is told once, and a line may have been torn. */
  #isFailing = false
  #writeTimer: NodeJS.Timeout | undefined
  #syncTimer: NodeJS.Timeout | undefined
  #work: Promise<void> = Promise.resolve()

  private constructor(options: DocumentLogOptions, files: { number: number; bytes: number }[]) {
    this.#options = options
    this.#files = files
  }

  /** Opens the log of a folder; what is in it stays, and is not added to. */
  static async open(options: DocumentLogOptions): Promise<DocumentLog> {
    const files = []
    for (const number of await logFileNumbers(options.folder)) {
      files.push({ number, bytes: (await stat(logFile(options.folder, number))).size })
    }
    return new DocumentLog(options, files)
  }

  /** Puts a document at the end: it is on its way to the disk within a twentieth of a second, and safe after one. */
  add(text: string): void {
    // A line break within JSON is always between its words.
    const line = `${text.includes('\n') || text.includes('\r') ? text.replace(/[\n\r]+/g, ' ') : text}\n`
    if (this.#waitingBytes + line.length > MAX_WAITING_BYTES) {
      this.#tell(new Error('the disk is too slow'))
      return
    }
    this.#waiting.push(line)
    this.#waitingBytes += line.length
    this.#writeTimer ??= setTimeout(() => this.#write(), WRITE_MILLIS)
    this.#syncTimer ??= setTimeout(() => this.#sync(), SYNC_MILLIS)
  }

  /** Settles when all is written and safe. */
  async close(): Promise<void> {
    clearTimeout(this.#syncTimer)
    this.#write()
    this.#sync()
    await this.#work
    await this.#file?.close()
  }

  #write(): void {
    clearTimeout(this.#writeTimer)
    this.#writeTimer = undefined
    this.#then(async () => {
      if (this.#waiting.length === 0) return
      const bytes = Buffer.from(`${this.#isFailing ? '\n' : ''}${this.#waiting.join('')}`)
      this.#waiting = []
      this.#waitingBytes = 0
      const file = await this.#openFile()
      await file.appendFile(bytes)
      this.#isFailing = false
      this.#isUnsynced = true
      this.#files.at(-1)!.bytes += bytes.length
    })
  }

  #sync(): void {
    this.#syncTimer = undefined
    this.#then(async () => {
      if (!this.#isUnsynced) return
      this.#isUnsynced = false
      await this.#file?.datasync()
    })
  }

  async #openFile(): Promise<FileHandle> {
    const { folder, maxFileBytes = MAX_FILE_BYTES } = this.#options
    if (this.#file && this.#files.at(-1)!.bytes < maxFileBytes) return this.#file
    const full = this.#file
    // Where the next one cannot be opened, this one is not to be written to: it is closed.
    this.#file = undefined
    await full?.datasync().finally(() => full.close())
    const number = (this.#files.at(-1)?.number ?? 0) + 1
    this.#file = await open(logFile(folder, number), 'a')
    this.#files.push({ number, bytes: 0 })
    await this.#dropOldest()
    return this.#file
  }

  async #dropOldest(): Promise<void> {
    const { folder, maxBytes } = this.#options
    let bytes = this.#files.reduce((sum, file) => sum + file.bytes, 0)
    while (bytes > maxBytes && this.#files.length > 1) {
      const oldest = this.#files.shift()!
      bytes -= oldest.bytes
      await rm(logFile(folder, oldest.number), { force: true })
    }
  }

  /** One thing after another; what fails keeps nothing from going on. */
  #then(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch((error: unknown) => this.#tell(error))
  }

  #tell(error: unknown): void {
    const { folder, onError } = this.#options
    if (!this.#isFailing) {
      const reason = error instanceof Error ? error.message : String(error)
      onError(
        new Error(
          `Cannot keep documents in ${folder}: ${reason}; until it takes them again, they are in memory alone`,
        ),
      )
    }
    this.#isFailing = true
  }
}

/** The numbers of a folder's log files, the oldest first. */
export async function logFileNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  return names
    .flatMap(name => Number(/^documents-(\d{6,})\.jsonl$/.exec(name)?.[1] ?? NaN) || [])
    .sort((a, b) => a - b)
}

/** The path of a log file by its number. */
export function logFile(folder: string, number: number): string {
  return join(folder, `documents-${String(number).padStart(6, '0')}.jsonl`)
}
