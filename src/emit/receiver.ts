import { Pacing } from './pacing.ts'
import { ReceiverQueue } from './receiver-queue.ts'
import type { Address, HostAddress } from './resolve-address.ts'

/**
 * Whoever reads what is sent to a port: how much may go to it, and whether it has lost any. On another machine, and where
 * the system doesn't tell, it is taken to read steadily and to lose nothing.
 */
export class Receiver {
  readonly #host: HostAddress
  readonly #queue: ReceiverQueue | undefined
  readonly #pacing: Pacing

  constructor(host: HostAddress, port: number) {
    this.#host = host
    this.#queue = host.isHere ? new ReceiverQueue(port) : undefined
    this.#pacing = new Pacing(now => this.#ask((queue, address) => queue.unreadBytes(address, now)))
  }

  /** Whether the socket is seen. */
  get isThere(): boolean {
    return this.#ask((queue, address) => queue.isThere(address)) ?? false
  }

  /**
   * Whether a datagram of this size may go now; else ask again some milliseconds later.
   *
   * @param now milliseconds of a clock that nobody sets
   */
  admits(datagramBytes: number, now: number): boolean {
    return this.#pacing.admits(datagramBytes, now)
  }

  /**
   * Whether it may have had no room for a datagram since this was last asked: for one of these, or for somebody else's. Less
   * is sent at once from then on.
   *
   * @param sentBy when these had been sent
   */
  hasLost(sentBy: number): boolean {
    const hasLost = this.#ask((queue, address) => queue.hasLost(address, sentBy)) ?? false
    if (hasLost) this.#pacing.narrow()
    return hasLost
  }

  /** Takes what it has lost so far for somebody else's. */
  writeOff(): void {
    this.#ask((queue, address) => queue.startAnew(address))
  }

  /** Asks before the next datagram: it may be another one. */
  startAnew(): void {
    this.writeOff()
    this.#pacing.startAnew()
  }

  /** `undefined` where it is on another machine, or its name has no address yet. */
  #ask<Answer>(question: (queue: ReceiverQueue, address: Address) => Answer): Answer | undefined {
    const address = this.#host.current
    return address && this.#queue && question(this.#queue, address)
  }

  close(): void {
    this.#queue?.close()
  }
}
