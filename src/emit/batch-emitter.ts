import { setTimeout as sleep } from 'node:timers/promises'
import { backoffMillis, CallError } from '../client/index.ts'
import type { Outcome } from './accounts.ts'
import { DocumentQueue, type PendingDocument, setOut } from './document-queue.ts'
import type { Emitter } from './emitter.ts'
import { startTimer } from './start-timer.ts'

/** What the other side says of one document of a call: how it ended, or that it wants to be sent again. */
export type Verdict = Outcome | { readonly kind: 'again'; readonly reason: string; readonly message?: string }

/** Takes documents to the other side in one call, and gives back a verdict for each. Rejects with a `CallError`. */
export interface Delivery {
  deliver(documents: readonly Uint8Array[]): Promise<readonly Verdict[]>
  /** Ends what is under way, and all connections. */
  close(): Promise<void>
}

/** The bounds of an emitter that sends in batches. */
export interface BatchBounds {
  /** Documents in a call. */
  readonly maxDocuments: number
  /** Bytes of documents in a call, unless one alone has more. */
  readonly maxCallBytes: number
  /** Bytes of one document. */
  readonly maxDocumentBytes: number
  /** Calls at a time. @default {8} */
  readonly maxCalls?: number | undefined
  /** Bytes that may wait in all; what comes on top of them is dropped. @default {33554432} */
  readonly maxWaitingBytes?: number | undefined
  /** How long a document waits until a call is made with those that are there. @default {1000} */
  readonly gatherMillis?: number | undefined
  /** How long a document is tried to be sent, while calls fail. @default {30000} */
  readonly patienceMillis?: number | undefined
}

/** Calls that fail in a flush are made this often. */
const FLUSH_ATTEMPTS = 3

/** How long closing may take. */
const CLOSE_MILLIS = 5000

/** How often a flush looks whether all is settled. */
const LOOK_MILLIS = 5

/** Why a call failed that may succeed later. */
interface Failure {
  readonly reason: string
  readonly message?: string | undefined
  readonly retryAfterMillis?: number | undefined
}

/** Why calls fail now, and when to try again. */
interface Trouble extends Failure {
  readonly failures: number
  /** Calls that began before it say nothing new. */
  readonly since: number
  readonly retryAt: number
}

/**
 * Sends documents in calls, several at a time. A call is made when enough documents are there, or the first has waited a
 * second. While calls fail for a reason that may pass, one at a time is tried, after longer and longer breaks; documents
 * that have been there for 30 s are dropped then. Keeps no process alive but in `flush()`.
 */
export class BatchEmitter implements Emitter {
  readonly maxDocumentBytes: number
  readonly #delivery: Delivery
  readonly #bounds: Required<{ [Bound in keyof BatchBounds]: NonNullable<BatchBounds[Bound]> }>
  readonly #queue = new DocumentQueue()
  /** All that is not settled: in the queue, or in a call. */
  readonly #waiting = new Set<PendingDocument>()
  #waitingBytes = 0
  #queuedBytes = 0
  #documentsSoFar = 0
  #calls = 0
  #flushes = 0
  /** When the last of the flushes under way ends. */
  #flushedBy = 0
  #isClosed = false
  #trouble: Trouble | undefined
  #stopTimer: (() => void) | undefined

  constructor(delivery: Delivery, bounds: BatchBounds) {
    this.#delivery = delivery
    this.#bounds = {
      maxDocuments: bounds.maxDocuments,
      maxCallBytes: bounds.maxCallBytes,
      maxDocumentBytes: bounds.maxDocumentBytes,
      maxCalls: bounds.maxCalls ?? 8,
      maxWaitingBytes: bounds.maxWaitingBytes ?? 32 * 1024 * 1024,
      gatherMillis: bounds.gatherMillis ?? 1000,
      patienceMillis: bounds.patienceMillis ?? 30_000,
    }
    this.maxDocumentBytes = bounds.maxDocumentBytes
  }

  get isFull(): boolean {
    return this.#waitingBytes > this.#bounds.maxWaitingBytes - this.maxDocumentBytes
  }

  send(documents: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    const { pending, outcomes } = setOut(documents, this.#documentsSoFar, performance.now(), document => {
      this.#waiting.delete(document)
      this.#waitingBytes -= document.bytes.length
    })
    this.#documentsSoFar += documents.length
    for (const document of pending) this.#accept(document)
    this.#pump()
    return outcomes
  }

  async flush(boundMillis = this.#bounds.patienceMillis): Promise<void> {
    const waiting = [...this.#waiting]
    const end = performance.now() + boundMillis
    this.#flushes++
    this.#flushedBy = Math.max(this.#flushedBy, end)
    if (this.#trouble) this.#trouble = { ...this.#trouble, failures: 0, retryAt: 0 }
    for (;;) {
      this.#pump()
      while (waiting.at(-1)?.outcome) waiting.pop()
      if (waiting.length === 0 || performance.now() >= end) break
      // Connections keep no process alive; this does.
      await sleep(LOOK_MILLIS)
    }
    this.#flushes--
    this.#schedule()
  }

  /** Nothing can be sent here before it returns: a call needs the event loop. */
  flushSync(): void {}

  async close(): Promise<void> {
    await this.flush(CLOSE_MILLIS)
    this.#isClosed = true
    this.#stopTimer?.()
    for (const document of this.#waiting) document.settle({ kind: 'dropped', reason: 'shut_down' })
    await this.#delivery.close()
  }

  #accept(document: PendingDocument): void {
    const { length } = document.bytes
    this.#waiting.add(document)
    this.#waitingBytes += length
    if (this.#isClosed) document.settle({ kind: 'dropped', reason: 'shut_down' })
    else if (this.#waitingBytes > this.#bounds.maxWaitingBytes)
      document.settle({ kind: 'dropped', reason: 'queue_full' })
    else {
      this.#queue.push(document)
      this.#queuedBytes += length
    }
  }

  /** Makes the calls that may be made now, and sees to the rest later. */
  #pump(): void {
    this.#expire()
    while (!this.#isClosed && this.#mayCall() && this.#isDue()) void this.#call(this.#takeBatch())
    this.#schedule()
  }

  #mayCall(): boolean {
    return this.#calls < this.#maxCalls && performance.now() >= (this.#trouble?.retryAt ?? 0)
  }

  /** While it is not known whether calls get through, one at a time is tried. */
  get #maxCalls(): number {
    return this.#trouble ? 1 : this.#bounds.maxCalls
  }

  #isDue(): boolean {
    const { first, length } = this.#queue
    if (!first) return false
    const { gatherMillis, maxCallBytes, maxDocuments } = this.#bounds
    const isEnough = length >= maxDocuments || this.#queuedBytes >= maxCallBytes
    return isEnough || this.#flushes > 0 || performance.now() - first.since >= gatherMillis
  }

  #takeBatch(): PendingDocument[] {
    const { maxCallBytes, maxDocuments } = this.#bounds
    const batch: PendingDocument[] = []
    let bytes = 0
    for (let next = this.#queue.first; next && batch.length < maxDocuments; next = this.#queue.first) {
      if (batch.length > 0 && bytes + next.bytes.length > maxCallBytes) break
      batch.push(this.#queue.shift()!)
      bytes += next.bytes.length
    }
    this.#queuedBytes -= bytes
    return batch
  }

  async #call(batch: readonly PendingDocument[]): Promise<void> {
    const begunAt = performance.now()
    this.#calls++
    try {
      const verdicts = await this.#delivery.deliver(batch.map(({ bytes }) => bytes))
      const again = batch.filter((document, index) => !settle(document, verdicts[index]!))
      const verdict = verdicts.find(({ kind }) => kind === 'again')
      if (verdict?.kind === 'again') this.#fail(again, verdict, begunAt)
      else this.#trouble = undefined
    } catch (error) {
      this.#onRefusal(batch, error, begunAt)
    }
    this.#calls--
    this.#pump()
  }

  #onRefusal(batch: readonly PendingDocument[], error: unknown, begunAt: number): void {
    const { code, message, status, isTransient, retryAfterMillis } = error as CallError
    if (isTransient) {
      this.#fail(batch, { reason: code, message, retryAfterMillis }, begunAt)
      return
    }
    this.#trouble = undefined
    if (batch.length > 1 && (status === 400 || status === 413)) {
      // One of them may be what is not taken; the others are not to go with it.
      const half = batch.length >> 1
      void this.#call(batch.slice(0, half))
      void this.#call(batch.slice(half))
    } else {
      const kind = error instanceof CallError && status !== undefined ? 'unprocessed' : 'dropped'
      for (const document of batch) settle(document, { kind, reason: code ?? 'failed', message })
    }
  }

  /** Has the documents wait for better times. */
  #fail(
    documents: readonly PendingDocument[],
    { reason, message, retryAfterMillis }: Failure,
    begunAt: number,
  ): void {
    if (!this.#trouble || begunAt >= this.#trouble.since) {
      const now = performance.now()
      const failures = (this.#trouble?.failures ?? 0) + 1
      const retryAt = now + backoffMillis(failures, Math.random(), retryAfterMillis)
      this.#trouble = { reason, message, failures, since: now, retryAt }
    }
    const waiting = documents.filter(({ outcome }) => !outcome)
    this.#queue.putBack(waiting)
    for (const { bytes } of waiting) this.#queuedBytes += bytes.length
    if (this.#isHopeless(this.#trouble)) while (this.#queue.first) this.#drop()
  }

  /** Whether a flush has nothing to wait for. */
  #isHopeless({ failures, retryAt }: Trouble): boolean {
    return this.#flushes > 0 && (failures >= FLUSH_ATTEMPTS || retryAt > this.#flushedBy)
  }

  /** Drops the oldest. */
  #drop(): void {
    const document = this.#queue.shift()!
    this.#queuedBytes -= document.bytes.length
    const { reason = 'too_slow', message } = this.#trouble ?? {}
    settle(document, { kind: 'dropped', reason, message })
  }

  #expire(): void {
    const expired = performance.now() - this.#bounds.patienceMillis
    while ((this.#queue.first?.since ?? Number.POSITIVE_INFINITY) <= expired) this.#drop()
  }

  #schedule(): void {
    this.#stopTimer?.()
    this.#stopTimer = undefined
    const { first } = this.#queue
    if (!first || this.#isClosed) return
    const at = Math.min(this.#callAt(first), first.since + this.#bounds.patienceMillis)
    this.#stopTimer = startTimer(() => this.#pump(), Math.max(Math.ceil(at - performance.now()), 1))
  }

  /** When the next call may be made, as far as that is a matter of time: the end of each call looks again. */
  #callAt({ since }: PendingDocument): number {
    if (this.#calls >= this.#maxCalls) return Number.POSITIVE_INFINITY
    return this.#trouble?.retryAt ?? since + this.#bounds.gatherMillis
  }
}

/** Whether this is how the document ended; nothing ends twice. */
function settle(document: PendingDocument, verdict: Verdict): boolean {
  if (document.outcome) return true
  if (verdict.kind === 'again') return false
  document.settle(verdict)
  return true
}
