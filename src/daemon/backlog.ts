import { MAX_DOCUMENTS_PER_CALL } from '../document/index.ts'
import { type Batch, batchOf, type LoadedBatch, type QueuedDocument } from './batch.ts'
import { type Tally, totalOf } from './ledgers.ts'
import type { Spool } from './spool.ts'
import type { SpoolEntry } from './spool-entry.ts'

/** How a backlog is set up. */
export interface BacklogOptions {
  /** Bytes of documents in memory, those on their way included. */
  maxBytes: number
  /** Where batches are written down before they are sent. */
  spool?: Spool | undefined
  /** Told of documents that were given up, and why. */
  onDropped: (dropped: Tally, reason: 'queue_full' | 'spool_damaged' | 'spool_full') => void
  /**
   * Gives the documents of a spool as the destination takes them, the same list where they are: a daemon before this one may
   * have had another destination.
   */
  adapt?: ((documents: readonly QueuedDocument[]) => readonly QueuedDocument[]) | undefined
  /** Called when there is a batch to take. */
  onReady: () => void
  /** How long documents are gathered at most. @default 1000, as AWS's daemon */
  gatherMillis?: number
}

/** A call carries some hundred kB at most, however large its documents are. */
const MAX_BATCH_BYTES = 512 * 1024

/** What is on its way can't be dropped: with 8 calls at one time it is half of the memory at most. */
const BATCHES_IN_MEMORY = 16

/**
 * Documents on their way to the destination, in the order in which they came, gathered into batches of 50. Bounded by
 * the bytes that they have: when those in memory are too many, the oldest batch is dropped; with a spool the newest is
 * left on disk until its turn comes.
 */
export class Backlog {
  readonly #options: BacklogOptions
  readonly #maxBatchBytes: number
  #gathered: QueuedDocument[] = []
  #gatheredBytes = 0
  #waiting: Batch[] = []
  #heldBytes = 0
  #timer: NodeJS.Timeout | undefined

  constructor(options: BacklogOptions) {
    this.#options = options
    this.#maxBatchBytes = Math.min(MAX_BATCH_BYTES, options.maxBytes / BATCHES_IN_MEMORY)
    options.spool?.onEvicted(entries => this.#evict(new Set(entries)))
  }

  /** Bytes of documents in memory, those on their way included. */
  get heldBytes(): number {
    return this.#heldBytes
  }

  /** Documents that nobody has taken. */
  get waitingDocuments(): number {
    return this.#waiting.reduce((sum, { count }) => sum + count, this.#gathered.length)
  }

  /** Puts a document at the end. */
  add(document: QueuedDocument): void {
    this.#gathered.push(document)
    this.#gatheredBytes += document.bytes.length
    this.#heldBytes += document.bytes.length
    const isFull =
      this.#gathered.length === MAX_DOCUMENTS_PER_CALL || this.#gatheredBytes >= this.#maxBatchBytes
    if (isFull) this.seal()
    else this.#timer ??= setTimeout(() => this.seal(), this.#options.gatherMillis ?? 1000)
  }

  /** Makes a batch of what was gathered, now. */
  seal(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#gathered.length === 0) return
    const documents = this.#gathered
    this.#gathered = []
    this.#gatheredBytes = 0
    // The spool may throw away what waits to make room: the batch comes after that.
    const batch = batchOf(documents, this.#options.spool?.append(documents))
    this.#waiting.push(batch)
    this.#keepWithin()
    if (this.#waiting.length > 0) this.#options.onReady()
  }

  /** Puts batches at the end that only the disk has: of a daemon before this one. */
  restore(batches: readonly Batch[]): void {
    // There may be more of them than arguments of a call.
    this.#waiting = this.#waiting.concat(batches)
    if (batches.length > 0) this.#options.onReady()
  }

  /** Takes the oldest batch away, to be settled or put back; `undefined` when none waits. */
  take(): LoadedBatch | undefined {
    for (let batch = this.#waiting.shift(); batch; batch = this.#waiting.shift()) {
      const loaded = batch.documents ? (batch as LoadedBatch) : this.#load(batch)
      if (loaded) return loaded
    }
    return undefined
  }

  /** Lets go of a batch of which nothing is left to be sent. */
  settle(batch: LoadedBatch): void {
    this.#heldBytes -= batch.bytes
    if (batch.entry) this.#options.spool?.settle(batch.entry)
  }

  /** Puts what is left of a batch where it came from. */
  putBack(batch: LoadedBatch, left: readonly QueuedDocument[]): void {
    const isWhole = left.length === batch.count
    const back = isWhole ? batch : batchOf(left, this.#options.spool?.append(left))
    this.#waiting.unshift(back)
    if (!isWhole) {
      this.#heldBytes += back.bytes
      this.settle(batch)
    }
    this.#keepWithin()
  }

  #load(batch: Batch): LoadedBatch | undefined {
    const { adapt, onDropped, spool } = this.#options
    const documents = batch.entry && spool?.read(batch.entry)
    if (!documents) {
      if (batch.entry) spool?.settle(batch.entry)
      onDropped(batch, 'spool_damaged')
      return undefined
    }
    const adapted = adapt?.(documents) ?? documents
    const loaded = adapted === documents ? { ...batch, documents } : this.#replace(batch, adapted)
    if (loaded) this.#heldBytes += loaded.bytes
    return loaded
  }

  /** Writes down what takes the place of a batch; nothing, when nothing does. */
  #replace({ entry }: Batch, documents: readonly QueuedDocument[]): LoadedBatch | undefined {
    const { spool } = this.#options
    const replaced = documents.length > 0 ? batchOf(documents, spool?.append(documents)) : undefined
    if (entry) spool?.settle(entry)
    return replaced
  }

  #keepWithin(): void {
    while (this.#heldBytes > this.#options.maxBytes) {
      const newest = this.#waiting.findLast(({ entry, documents }) => entry && documents)
      if (newest) {
        newest.documents = undefined
        this.#heldBytes -= newest.bytes
        continue
      }
      const oldest = this.#waiting.findIndex(({ documents }) => documents)
      if (oldest === -1) return
      const [dropped] = this.#waiting.splice(oldest, 1) as [LoadedBatch]
      this.settle(dropped)
      this.#options.onDropped(dropped, 'queue_full')
    }
  }

  #evict(entries: ReadonlySet<SpoolEntry>): void {
    const isEvicted = ({ entry }: Batch) => entry !== undefined && entries.has(entry)
    const evicted = this.#waiting.filter(isEvicted)
    this.#waiting = this.#waiting.filter(batch => !isEvicted(batch))
    if (evicted.length === 0) return
    for (const { bytes, documents } of evicted) if (documents) this.#heldBytes -= bytes
    this.#options.onDropped(totalOf(evicted), 'spool_full')
  }
}
