import { isIP } from 'node:net'
import { isLoopback } from '../client/index.ts'

/** An address that a socket can be connected to. */
export interface Address {
  readonly address: string
  readonly family: number
}

/** `dns.promises.lookup()` with `{ all: true }`. */
export type Lookup = (host: string) => Promise<readonly Address[]>

/** A name may mean another machine by then. */
const STALE_AFTER_MILLIS = 60_000

// Read for the first name: most processes know an address.
const lookupAll: Lookup = host => process.getBuiltinModule('node:dns/promises').lookup(host, { all: true })

/**
 * The addresses of a host. An address is its own and is known at once; a name is looked up when it is first asked for,
 * after a failure, and when a minute has passed; of several addresses, another one is tried after each failure.
 */
export class HostAddress {
  readonly #host: string
  readonly #lookup: Lookup
  #known: readonly Address[]
  #choice = 0
  #knownSince = Number.NEGATIVE_INFINITY

  constructor(host: string, lookup: Lookup = lookupAll) {
    const family = isIP(host)
    this.#host = host
    this.#lookup = lookup
    this.#known = family ? [{ address: host, family }] : []
  }

  /** Whether it is this machine. */
  get isHere(): boolean {
    return isLoopback(this.#host)
  }

  /** The address to use; `undefined` until the name has been looked up. */
  get current(): Address | undefined {
    return this.#known[this.#choice % this.#known.length]
  }

  /** Whether the name should be looked up again. */
  isStale(now: number): boolean {
    return isIP(this.#host) === 0 && now - this.#knownSince >= STALE_AFTER_MILLIS
  }

  /** Looks the name up, and gives back whether the address to use is another one now; rejects when it has none. */
  async resolve(now: number): Promise<boolean> {
    this.#knownSince = now
    const found = await this.#lookup(this.#host)
    const before = this.current
    const same = found.findIndex(({ address }) => address === before?.address)
    this.#known = found
    this.#choice = Math.max(same, 0)
    return same < 0
  }

  /** Notes that the address to use led nowhere: the next one is tried, and the name is looked up again. */
  fail(): void {
    this.#choice++
    this.#knownSince = Number.NEGATIVE_INFINITY
  }
}
