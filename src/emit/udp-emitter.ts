import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import { MAX_DOCUMENT_BYTES } from '../document/index.ts'
import type { Outcome } from './accounts.ts'
import { type ConnectedSocket, type ConnectUdp, connectUdp } from './connect-udp.ts'
import { Datagrams, HEADER_BYTES } from './datagrams.ts'
import type { DaemonDestination } from './destination.ts'
import { DocumentQueue, type PendingDocument, setOut } from './document-queue.ts'
import { DocumentsInDoubt } from './documents-in-doubt.ts'
import type { Emitter } from './emitter.ts'
import { Receiver } from './receiver.ts'
import { HostAddress, type Lookup } from './resolve-address.ts'
import { smallerDocumentBytes } from './smaller-document-bytes.ts'
import { startTimer } from './start-timer.ts'

/** What an IPv4 datagram can carry. */
const MAX_DATAGRAM_BYTES = 65_507

/**
 * What may wait in all; what comes on top of it is dropped. An app without a daemon is not to pay for one: what waits for
 * seconds is what the garbage collector works hardest on.
 */
const MAX_WAITING_BYTES = { forReceiver: 32 * 1024 * 1024, forNobody: 4 * 1024 * 1024 }

/** How long a document waits for a receiver that is not there or does not read. */
const PATIENCE_MILLIS = 5000

/** How often such a receiver is tried, with one document. */
const RETRY_MILLIS = 500

/**
 * How long after a datagram the kernel may still tell that nobody listens, on this machine and on another one; a document
 * is sent after one to two of it. All that is in doubt is kept in memory.
 */
const DOUBT_MILLIS = { here: 10, elsewhere: 20 }

/** How long a burst waits until the receiver is asked for room again, which takes as long as sending some documents. */
const PACE_MILLIS = 4

/** What an emitter works with; tests put other parts in. */
interface Parts {
  lookup?: Lookup
  connect?: ConnectUdp
  /** Milliseconds of a clock that nobody sets. */
  now?: () => number
}

/**
 * Sends each document as a datagram of its own to an X-Ray daemon. Opens its socket with the first document, and keeps
 * no process alive but in `flush()`.
 *
 * A document is `sent` when the kernel has taken it and has not told a moment later that nobody listens. As long as that
 * is so, or the socket fails otherwise, documents wait for five seconds, in 4 MiB at most, and one is tried every half
 * second; then they are dropped, the oldest first. Over the 4 MiB the newest are, as over 32 MiB that wait for a receiver.
 * What a receiver on this machine may have had no room for, as Linux tells, is sent again.
 */
export class UdpEmitter implements Emitter {
  maxDocumentBytes = Math.min(MAX_DOCUMENT_BYTES, MAX_DATAGRAM_BYTES - HEADER_BYTES)
  readonly #port: number
  readonly #host: HostAddress
  readonly #connect: ConnectUdp
  readonly #datagrams = new Datagrams()
  readonly #receiver: Receiver
  readonly #now: () => number
  readonly #queue = new DocumentQueue()
  readonly #inDoubt: DocumentsInDoubt
  /** Datagrams that the kernel has not answered for: it may still have to read them. */
  #unanswered = 0
  #socket: ConnectedSocket | undefined
  #isResolving = false
  #isClosed = false
  /** Why nothing gets through, and when to try again. */
  #trouble: { readonly reason: string; retryAt: number } | undefined
  /** When documents were last given to the kernel. */
  #pumpedAt = 0
  /** Until when the rest of a burst waits for the receiver. */
  #pausedUntil = 0
  #documentsSoFar = 0
  #waitingBytes = 0
  #stopTimer: (() => void) | undefined
  #timerAt = 0

  constructor(
    { host, port }: DaemonDestination,
    { lookup, connect = connectUdp, now = () => performance.now() }: Parts = {},
  ) {
    this.#port = port
    this.#host = new HostAddress(host, lookup)
    this.#connect = connect
    this.#now = now
    this.#receiver = new Receiver(this.#host, port)
    this.#inDoubt = new DocumentsInDoubt(this.#host.isHere ? DOUBT_MILLIS.here : DOUBT_MILLIS.elsewhere)
  }

  get isFull(): boolean {
    return this.#waitingBytes > this.#maxWaitingBytes - this.maxDocumentBytes
  }

  send(documents: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    const now = this.#now()
    const { pending, outcomes } = setOut(documents, this.#documentsSoFar, now, ({ bytes }) => {
      this.#waitingBytes -= bytes.length
    })
    this.#documentsSoFar += documents.length
    for (const document of pending) this.#accept(document)
    this.#pumpAfterPause(now)
    return outcomes
  }

  async flush(boundMillis = PATIENCE_MILLIS): Promise<void> {
    const end = this.#now() + boundMillis
    let isTried = false
    // What has gone gets its answer.
    this.#pump()
    await turn()
    const waiting = [...this.#queue.toArray(), ...this.#inDoubt.toArray()]
    while (waiting.length > 0 && this.#now() < end) {
      const isInDoubt = this.#inDoubt.length > 0
      if (this.#trouble && !isInDoubt) {
        if (isTried) this.#giveUp(this.#trouble.reason)
        isTried = true
        this.#trouble.retryAt = 0
      }
      this.#pump()
      await (isInDoubt ? turn() : sleep(PACE_MILLIS))
      this.#confirm()
      this.#expire()
      while (waiting.at(-1)?.outcome) waiting.pop()
    }
  }

  flushSync(boundMillis: number): void {
    const end = this.#now() + boundMillis
    // No answer comes before this returns: where it can't be seen whether somebody listens, one document has to do.
    if (this.#trouble && this.#receiver.isThere) this.#endTrouble()
    else if (this.#trouble) this.#trouble.retryAt = 0
    do this.#pump()
    while (this.#queue.length > 0 && this.#socket && !this.#trouble && this.#now() < end && napSync())
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await this.flush()
    this.#queue.putBack(this.#inDoubt.takeAll())
    this.#giveUp('shut_down')
    this.#stopTimer?.()
    this.#disconnect()
    this.#receiver.close()
  }

  #accept(document: PendingDocument): void {
    this.#waitingBytes += document.bytes.length
    if (this.#isClosed) document.settle({ kind: 'dropped', reason: 'shut_down' })
    else if (this.#waitingBytes > this.#maxWaitingBytes)
      document.settle({ kind: 'dropped', reason: 'queue_full' })
    else this.#queue.push(document)
  }

  get #maxWaitingBytes(): number {
    return this.#trouble ? MAX_WAITING_BYTES.forNobody : MAX_WAITING_BYTES.forReceiver
  }

  #pumpAfterPause(now: number): void {
    if (now < this.#pausedUntil) this.#schedule(now)
    else this.#pump()
  }

  /** Sends what may be sent now, and sees to the rest later. */
  #pump(): void {
    const now = this.#now()
    this.#pumpedAt = now
    if (this.#unanswered === 0) this.#datagrams.reuse()
    const isBarred = this.#trouble !== undefined && now < this.#trouble.retryAt
    if (this.#queue.length > 0 && !isBarred && this.#host.isStale(now)) void this.#resolve()
    for (let document = this.#queue.first; document; document = this.#queue.first) {
      if (this.#trouble && now < this.#trouble.retryAt) break
      const socket = this.#socket ?? this.#open()
      if (!socket || !this.#receiver.admits(HEADER_BYTES + document.bytes.length, now)) break
      // As long as it is not known whether this one gets through, it is the only one.
      if (this.#trouble) this.#trouble.retryAt = now + RETRY_MILLIS
      this.#queue.shift()
      this.#transmit(socket, document)
    }
    if (this.#queue.length > 0) this.#pausedUntil = now + PACE_MILLIS
    this.#schedule(now)
  }

  #transmit(socket: ConnectedSocket, document: PendingDocument): void {
    const datagram = this.#datagrams.of(document.bytes)
    this.#unanswered++
    try {
      socket.send(datagram, error => this.#answer(socket, document, error))
    } catch (error) {
      this.#answer(socket, document, error as Error)
    }
  }

  #answer(socket: ConnectedSocket, document: PendingDocument, error: Error | null): void {
    this.#unanswered--
    if (error && codeOf(error) === 'EMSGSIZE') {
      this.maxDocumentBytes = smallerDocumentBytes(this.maxDocumentBytes, document.bytes.length, HEADER_BYTES)
      document.settle({ kind: 'dropped', reason: 'EMSGSIZE' })
    } else if (error || socket !== this.#socket) {
      // A socket that is no longer used tells no more whether somebody listened.
      this.#queue.putBack([document])
      if (socket === this.#socket) this.#fail(error!)
    } else {
      this.#inDoubt.push(document)
    }
    // Of hundreds of answers in a row the first sets the timer; none needs to know the time exactly.
    this.#schedule(this.#pumpedAt)
  }

  #open(): ConnectedSocket | undefined {
    const address = this.#host.current
    if (!address) {
      void this.#resolve()
      return undefined
    }
    let failure: Error | undefined
    let socket: ConnectedSocket | undefined
    try {
      socket = this.#connect(address, this.#port, error => {
        if (!socket) failure = error
        else if (socket === this.#socket) this.#fail(error)
      })
    } catch (error) {
      failure = error as Error
    }
    if (failure) {
      this.#fail(failure)
    } else {
      this.#socket = socket
      this.#receiver.writeOff()
    }
    return this.#socket
  }

  /** Sends to the new address all that may not have arrived at the old one. */
  #moveOn(): void {
    this.#queue.putBack(this.#inDoubt.takeAll())
    this.#disconnect()
    if (this.#trouble) this.#trouble.retryAt = 0
  }

  /** Takes back all that may be lost, and waits a while before it goes again, perhaps to another address. */
  #fail(error: Error): void {
    this.#queue.putBack(this.#inDoubt.takeAll())
    this.#disconnect()
    this.#host.fail()
    this.#trouble = { reason: codeOf(error), retryAt: this.#now() + RETRY_MILLIS }
    this.#schedule(this.#now())
  }

  #disconnect(): void {
    this.#socket?.close()
    this.#socket = undefined
  }

  async #resolve(): Promise<void> {
    if (this.#isResolving) return
    this.#isResolving = true
    try {
      const isAnother = await this.#host.resolve(this.#now())
      if (isAnother) this.#moveOn()
    } catch (error) {
      if (!this.#host.current) this.#fail(error as Error)
    }
    this.#isResolving = false
    this.#pump()
  }

  #confirm(): void {
    if (this.#inDoubt.isRipe && this.#receiver.hasLost(this.#inDoubt.ripeSince)) {
      this.#queue.putBack(this.#inDoubt.takeAll())
      return
    }
    // Something got through.
    if (this.#inDoubt.confirm(this.#now())) this.#endTrouble()
  }

  #endTrouble(): void {
    if (!this.#trouble) return
    this.#trouble = undefined
    this.#receiver.startAnew()
  }

  #expire(): void {
    const expired = this.#now() - PATIENCE_MILLIS
    const reason = this.#trouble?.reason ?? (this.#socket ? 'receiver_full' : 'unresolved')
    while ((this.#queue.first?.since ?? Number.POSITIVE_INFINITY) <= expired)
      this.#queue.shift()!.settle({ kind: 'dropped', reason })
  }

  #giveUp(reason: string): void {
    for (let document = this.#queue.shift(); document; document = this.#queue.shift())
      document.settle({ kind: 'dropped', reason })
  }

  #schedule(now: number): void {
    const dueAt = this.#dueAt(now)
    if (dueAt === undefined || this.#isClosed || (this.#stopTimer && this.#timerAt <= dueAt)) return
    this.#stopTimer?.()
    this.#timerAt = dueAt
    this.#stopTimer = startTimer(() => this.#onTimer(), Math.max(Math.ceil(dueAt - now), 1))
  }

  #dueAt(now: number): number | undefined {
    const doubtAt = this.#inDoubt.dueAt(now)
    if (this.#queue.length === 0) return doubtAt
    const sendAt = this.#trouble ? this.#trouble.retryAt : this.#pausedUntil
    return doubtAt === undefined ? sendAt : Math.min(doubtAt, sendAt)
  }

  #onTimer(): void {
    this.#stopTimer = undefined
    if (this.#inDoubt.isDue(this.#now())) this.#confirm()
    this.#expire()
    this.#pumpAfterPause(this.#now())
  }
}

function codeOf(error: Error): string {
  return (error as NodeJS.ErrnoException).code ?? error.name
}

const never = new Int32Array(new SharedArrayBuffer(4))

/** Sleeps a moment without giving way to anything. */
function napSync(): true {
  Atomics.wait(never, 0, 0, PACE_MILLIS)
  return true
}
