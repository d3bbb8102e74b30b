import { Worker } from 'node:worker_threads'
import type { Answer, Argument, QuestionName } from './questions.ts'
import type { FromThread, ToThread } from './thread-messages.ts'
import { NO_COUNTS, type TraceCounts } from './trace-counts.ts'
import type { Arrival, ChangedTrace, StoreLimits } from './trace-database.ts'

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

/** Documents wait for others a moment: many at once are stored at half the cost. */
const GATHER_MILLIS = 10
const MAX_GATHERED = 500
/** What the thread may be behind before documents are turned away. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024
/** Of a replay less waits: what comes anew meanwhile waits behind it. */
const MAX_REPLAYING_BYTES = 4 * 1024 * 1024

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
  /** Bytes of the batches that the thread has not taken yet, in order. */
  readonly #sent: number[] = []
  #gathered: Arrival[] = []
  #gatheredBytes = 0
  #waitingBytes = 0
  #waiting = 0
  #timer: NodeJS.Timeout | undefined
  #nextId = 1
  #counts: Readonly<TraceCounts> = NO_COUNTS

  constructor(limits: StoreLimits, events: StoreEvents) {
    this.#events = events
    this.#limits = limits
  }

  /**
   * Takes in a valid document.
   *
   * @param atMillis when it came, in epoch milliseconds
   * @returns false when too many wait already, and this one is not taken
   */
  add(text: string, atMillis: number): boolean {
    if (this.#waitingBytes > MAX_WAITING_BYTES) return false
    this.#gather({ text, atMillis })
    return true
  }

  /** Takes in a valid document of a time before. What comes back is to be waited for before the next one. */
  replay(text: string, atMillis: number): Promise<void> | undefined {
    this.#gather({ text, atMillis, isReplayed: true })
    return this.#waitingBytes > MAX_REPLAYING_BYTES ? this.settle() : undefined
  }

  #gather(arrival: Arrival): void {
    const { text } = arrival
    this.#gathered.push(arrival)
    this.#gatheredBytes += text.length
    this.#waitingBytes += text.length
    this.#waiting++
    if (this.#gathered.length >= MAX_GATHERED) this.#send()
    else this.#timer ??= setTimeout(() => this.#send(), GATHER_MILLIS)
  }

  /** Rejects when the store fails on the question, and when it is closed meanwhile. */
  readonly ask: AskStore = (question, argument) => {
    this.#send()
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject })
      this.#post({ id, question, argument })
    })
  }

  /** Settles when all that was added is stored. */
  async settle(): Promise<void> {
    if (this.#waiting > 0) await this.ask('counts', undefined)
  }

  /** How many documents have come, and what became of them; those that wait for the thread are counted beside it. */
  counts(): TraceCounts & { waiting: number } {
    return { ...this.#counts, waiting: this.#waiting }
  }

  /** Settles when the thread has ended. */
  async close(): Promise<void> {
    clearTimeout(this.#timer)
    this.#forgetAsked(new Error('The store was closed'))
    await this.#worker?.terminate()
  }

  #send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#gathered.length === 0) return
    this.#post({ arrivals: this.#gathered })
    this.#sent.push(this.#gatheredBytes)
    this.#gathered = []
    this.#gatheredBytes = 0
  }

  #post(message: ToThread): void {
    this.#worker ??= this.#startThread()
    this.#worker.postMessage(message)
  }

  /** Started when it is needed: it takes as much memory as all else together. */
  #startThread(): Worker {
    const thread = new Worker(new URL(SPANRAY_STORE_THREAD, import.meta.url), { workerData: this.#limits })
    thread.on('message', (message: FromThread) => this.#hear(message))
    thread.on('error', error => {
      this.#events.onError(error)
      this.#forgetAsked(error instanceof Error ? error : new Error(String(error)))
    })
    return thread
  }

  #hear(message: FromThread): void {
    if ('taken' in message) {
      this.#waiting -= message.taken
      this.#waitingBytes -= this.#sent.shift() ?? 0
      this.#counts = message.counts
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
