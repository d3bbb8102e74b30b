import { Worker } from 'node:worker_threads'
import type { ReceivedDocument } from '../../document/index.ts'
import { ArrivalBatch } from './arrival-batch.ts'
import type { Answer, Argument, QuestionName } from './questions.ts'
import type { FromThread, ToThread } from './thread-messages.ts'
import { NO_COUNTS, type TraceCounts } from './trace-counts.ts'
import type { ChangedTrace, StoreLimits } from './trace-database.ts'

/** What a store tells without being asked. */
export interface StoreEvents {
  /** Called with the traces in which something is new. */
  onChanged?: (traces: ChangedTrace[]) => void
  /** Called with what the store failed on. */
  onError: (error: unknown) => void
}

/** Asks a store: see {@link TraceStore.ask}. */
export type AskStore = <Name extends QuestionName>(
  question: Name,
  argument: Argument<Name>,
) => Promise<Answer<Name>>

/** Documents wait for others a moment: many at once cost less. */
const GATHER_MILLIS = 10
/** Batches that the thread may have before it: more wait to be filled first. */
const MAX_UNFILLED = 2
/** What the thread may be behind before documents are turned away. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024
/** Of a replay less waits: what comes anew meanwhile waits behind it. */
const MAX_REPLAYING_BYTES = 4 * 1024 * 1024
/** For what the thread throws away: more would hardly be faster. */
const MAX_YOUNG_MB = 12
/** Memory of batches that is kept to be filled again. */
const MAX_SPARE = 8

const CLOSED = 'The store was closed'

interface Asked {
  resolve: (answer: never) => void
  reject: (error: Error) => void
}

/**
 * Keeps documents in a thread of its own, and asks them: neither taking in nor answering for something else ever waits
 * for a question. A question sees all that was added before it.
 */
export class TraceStore {
  readonly #limits: StoreLimits
  #worker: Worker | undefined
  readonly #events: StoreEvents
  readonly #asked = new Map<number, Asked>()
  /** What waits to be handed over. */
  #batch = new ArrivalBatch()
  readonly #spare: ArrayBuffer[] = []
  /** Batches, and bytes in them, that the thread has and has not taken in yet. */
  #sentBatches = 0
  #sentBytes = 0
  #sentDocuments = 0
  /** Called when there is room for more of a replay. */
  #onRoom: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #nextId = 1
  #isClosed = false
  #counts: Readonly<TraceCounts> = NO_COUNTS

  constructor(limits: StoreLimits, events: StoreEvents) {
    this.#events = events
    this.#limits = limits
  }

  /**
   * Takes in a valid document.
   *
   * @param atMillis when it came, in epoch milliseconds
   * @returns false when too many wait already, or the store is closed, and this one is not taken
   */
  add(document: ReceivedDocument, text: string, atMillis: number): boolean {
    if (this.#isClosed || this.#sentBytes > MAX_WAITING_BYTES) return false
    this.#gather(document, text, atMillis, false)
    return true
  }

  /** Takes in a valid document of a time before. What comes back is to be waited for before the next one. */
  replay(document: ReceivedDocument, text: string, atMillis: number): Promise<void> | undefined {
    if (this.#isClosed) return undefined
    this.#gather(document, text, atMillis, true)
    if (this.#sentBytes <= MAX_REPLAYING_BYTES) return undefined
    return new Promise(resolve => {
      this.#onRoom = resolve
    })
  }

  #gather(document: ReceivedDocument, text: string, atMillis: number, isReplayed: boolean): void {
    this.#batch.add(document, text, atMillis, isReplayed)
    if (this.#batch.isFull) this.#send()
    else this.#timer ??= setTimeout(() => this.#sendInTime(), GATHER_MILLIS)
  }

  #sendInTime(): void {
    this.#timer = undefined
    // Otherwise it is sent when it is full, or when the thread has taken one of those before it.
    if (this.#sentBatches < MAX_UNFILLED) this.#send()
  }

  /** Rejects when the store fails on the question, and when it is closed. */
  readonly ask: AskStore = (question, argument) => {
    if (this.#isClosed) return Promise.reject(new Error(CLOSED))
    this.#send()
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject })
      this.#post({ id, question, argument })
    })
  }

  /** Settles when all that was added is stored and indexed. */
  async settle(): Promise<void> {
    if (this.#worker || this.#batch.count > 0) await this.ask('counts', undefined)
  }

  /** How many documents have come, and what became of them; those that wait for the thread are counted beside it. */
  counts(): TraceCounts & { waiting: number } {
    return { ...this.#counts, waiting: this.#sentDocuments + this.#batch.count }
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** Settles when the thread has ended. No other one is started. */
  async close(): Promise<void> {
    this.#isClosed = true
    clearTimeout(this.#timer)
    this.#forgetAsked(new Error(CLOSED))
    this.#onRoom?.()
    await this.#worker?.terminate()
  }

  #send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const { memory, end, count } = this.#batch
    if (count === 0) return
    this.#sentBatches++
    this.#sentBytes += end
    this.#sentDocuments += count
    this.#post({ memory, end, count }, [memory])
    this.#batch = new ArrivalBatch(this.#spare.pop())
  }

  #post(message: ToThread, transfer: ArrayBuffer[] = []): void {
    this.#worker ??= this.#startThread()
    this.#worker.postMessage(message, transfer)
  }

  /** Started when it is needed: it takes as much memory as all else together. */
  #startThread(): Worker {
    const thread = new Worker(new URL(SPANRAY_STORE_THREAD, import.meta.url), {
      workerData: this.#limits,
      resourceLimits: { maxYoungGenerationSizeMb: MAX_YOUNG_MB },
    })
    thread.on('message', (message: FromThread) => this.#hear(message))
    thread.on('error', error => this.#startAnew(error instanceof Error ? error.message : String(error)))
    return thread
  }

  /** The thread has failed, and what was in it is gone: what comes next starts another one. */
  #startAnew(reason: string): void {
    this.#worker = undefined
    this.#sentBatches = 0
    this.#sentBytes = 0
    this.#sentDocuments = 0
    this.#counts = NO_COUNTS
    const error = new Error(`The store failed and starts anew, without the traces that it had: ${reason}`)
    this.#events.onError(error)
    this.#forgetAsked(error)
    this.#onRoom?.()
  }

  #hear(message: FromThread): void {
    if ('taken' in message) {
      const { memory, end, count } = message.taken
      this.#sentBatches--
      this.#sentBytes -= end
      this.#sentDocuments -= count
      if (this.#spare.length < MAX_SPARE) this.#spare.push(memory)
      this.#counts = message.counts
      if (!this.#timer) this.#sendInTime()
      if (this.#sentBytes <= MAX_REPLAYING_BYTES) this.#onRoom?.()
      return
    }
    if ('changed' in message) {
      this.#events.onChanged?.(message.changed)
      return
    }
    const asked = this.#asked.get(message.id)
    this.#asked.delete(message.id)
    if ('error' in message) asked?.reject(new Error(message.error))
    else asked?.resolve(message.answer as never)
  }

  #forgetAsked(error: Error): void {
    for (const { reject } of this.#asked.values()) reject(error)
    this.#asked.clear()
  }
}
