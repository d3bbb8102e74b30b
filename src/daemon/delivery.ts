import { type Emitter, type Outcome, within } from '../emit/index.ts'
import type { Backlog } from './backlog.ts'
import type { LoadedBatch, QueuedDocument } from './batch.ts'
import type { Ledgers } from './ledgers.ts'

/** How a document ended that did not arrive. */
type Loss = Exclude<Outcome, { kind: 'sent' }>

/** How a delivery is set up. */
export interface DeliveryOptions {
  backlog: Backlog
  emitter: Emitter
  /** Where each document is settled when nothing more can happen to it. */
  ledgers: Ledgers
  /** Calls at one time. */
  concurrency: number
  /** Told of each batch of which something arrived. */
  onDelivered: (documents: number, millis: number) => void
  /** Told of each document that will not arrive. */
  onLost: (document: QueuedDocument, outcome: Loss) => void
  /** Told when a destination stops taking documents, why in words, and when it is asked again. */
  onTrouble: (message: string, retryMillis: number) => void
  /** Whether there is something better to do now; who says so calls `pump()` afterwards. */
  isHeldUp?: () => boolean
  /** Milliseconds of a clock that nobody sets. */
  clock?: () => number
  random?: () => number
}

const FIRST_PAUSE_MILLIS = 500
const LONGEST_PAUSE_MILLIS = 30_000

/** What is lost for good however often it is sent. */
const FINAL_REASONS = new Set(['EMSGSIZE', 'too_large'])

/**
 * Takes batches from the backlog to the destination, several at one time. What an emitter gave up for a reason that may
 * pass goes back into the backlog; then one batch at a time is tried, after pauses that grow to half a minute.
 */
export class Delivery {
  readonly #options: DeliveryOptions
  readonly #clock: () => number
  readonly #underWay = new Set<Promise<void>>()
  #failures = 0
  #reason: string | undefined
  #failedAt = Number.NEGATIVE_INFINITY
  #retryAt = 0
  #timer: NodeJS.Timeout | undefined
  #isEnding = false
  #isOver = false

  constructor(options: DeliveryOptions) {
    this.#options = options
    this.#clock = options.clock ?? (() => performance.now())
  }

  /** Why nothing gets through; `undefined` as long as it does. */
  get trouble(): string | undefined {
    return this.#reason
  }

  /** Sends what may be sent now. */
  pump(): void {
    if (!this.#isEnding && this.#options.isHeldUp?.()) return
    const most = this.#reason === undefined ? this.#options.concurrency : 1
    while (this.#underWay.size < most && this.#clock() >= this.#retryAt) {
      const batch = this.#options.backlog.take()
      if (!batch) return
      const sending: Promise<void> = this.#deliver(batch).finally(() => {
        this.#underWay.delete(sending)
        this.pump()
      })
      this.#underWay.add(sending)
    }
  }

  /** Sends all that waits, once and without a pause; settles when that is done or the time is over. */
  async drain(boundMillis: number): Promise<void> {
    const end = this.#clock() + boundMillis
    this.#isEnding = true
    clearTimeout(this.#timer)
    this.#retryAt = 0
    this.#options.backlog.seal()
    this.pump()
    while (this.#underWay.size > 0 && this.#clock() < end) {
      await within(Promise.race(this.#underWay), end - this.#clock(), { keepAlive: true })
    }
    this.#retryAt = Number.POSITIVE_INFINITY
    this.#isOver = true
  }

  async #deliver(batch: LoadedBatch): Promise<void> {
    const { backlog, emitter, ledgers } = this.#options
    const startedAt = this.#clock()
    const outcomes = await emitter.send(batch.documents.map(({ bytes }) => bytes))
    // Whoever ended it has said what became of these.
    if (this.#isOver) return
    const left: QueuedDocument[] = []
    let sent = 0
    let failure: Loss | undefined
    for (const [index, document] of batch.documents.entries()) {
      const outcome = outcomes[index] as Outcome
      if (isTransient(outcome)) {
        left.push(document)
        failure = outcome
        continue
      }
      ledgers.settle({ count: 1, spanCount: document.spanCount }, outcome)
      if (outcome.kind === 'sent') sent++
      else this.#options.onLost(document, outcome)
    }
    if (left.length > 0) backlog.putBack(batch, left)
    else backlog.settle(batch)
    if (sent > 0) this.#options.onDelivered(sent, this.#clock() - startedAt)
    if (!failure) this.#recover()
    // What was under way already when another failed says nothing new.
    else if (startedAt > this.#failedAt) this.#pause(failure)
  }

  #recover(): void {
    this.#failures = 0
    this.#reason = undefined
    this.#retryAt = this.#isEnding ? this.#retryAt : 0
  }

  #pause({ reason, message = reason }: Loss): void {
    const longest = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS * 2 ** this.#failures++)
    const millis = Math.ceil(longest * (0.5 + 0.5 * (this.#options.random ?? Math.random)()))
    this.#reason = reason
    this.#failedAt = this.#clock()
    // At the end nothing is tried twice.
    this.#retryAt = this.#isEnding ? Number.POSITIVE_INFINITY : this.#clock() + millis
    if (this.#isEnding) return
    this.#options.onTrouble(message, millis)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.pump(), millis + 1)
  }
}

function isTransient(outcome: Outcome): outcome is Outcome & { kind: 'dropped' } {
  return outcome.kind === 'dropped' && !FINAL_REASONS.has(outcome.reason)
}
