import type { Address } from './resolve-address.ts'
import { SocketTable } from './socket-table.ts'
import { UdpTraffic } from './udp-traffic.ts'

/** Where a socket is not seen, looking through all of them again and again would take long. */
const ANSWERS_AFTER_MISS = 4

/**
 * The datagrams that wait to be read by the socket which is bound to a port of this machine (this network namespace), as
 * Linux tells. Other systems don't. Several sockets may have a port, each at its own address.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export class ReceiverQueue {
  readonly #port: number
  readonly #tables = { ipv4: new SocketTable('/proc/net/udp'), ipv6: new SocketTable('/proc/net/udp6') }
  readonly #traffic = { ipv4: new UdpTraffic(4), ipv6: new UdpTraffic(6) }
  /** Where the socket was seen last, and for which address. */
  #seen: { readonly address: string; readonly table: SocketTable; readonly entry: RegExp } | undefined
  #answersUntilLook = 0
  /** When the traffic was looked at last. */
  #lookedAt = Number.NEGATIVE_INFINITY
  /** Datagrams that were lost by then: at all sockets, and at this one. */
  #lostByAll: number | undefined
  #lost = 0

  constructor(port: number) {
    this.#port = port
  }

  /**
   * Bytes of kernel memory that are taken; `undefined` where no such socket is seen. Takes 7 µs where as many datagrams were
   * read as were sent since nothing waited, else 20 to 60: Linux goes through a table of all ports then.
   *
   * @param address that the datagrams were sent to
   * @param now milliseconds of a clock that nobody sets
   */
  unreadBytes(address: Address, now: number): number | undefined {
    const traffic = this.#trafficOf(address)
    traffic.look()
    this.#lookedAt = now
    if (traffic.isAllRead) return 0
    const entry = this.#find(address)
    const unread = entry && Number.parseInt(entry[1]!, 16)
    traffic.note(unread === 0)
    return unread
  }

  /**
   * Whether it may have had no room for a datagram, whoever sent it, since this was last asked; false where it is never seen.
   * Takes 7 µs where no socket of this machine lost any, beside an app's own work 25 to 45, and nothing where
   * `unreadBytes()` has looked meanwhile.
   *
   * @param address that the datagrams were sent to
   * @param sentBy when they had been sent, in milliseconds of the same clock
   */
  hasLost(address: Address, sentBy: number): boolean {
    const traffic = this.#trafficOf(address)
    if (this.#lookedAt <= sentBy) traffic.look()
    if (traffic.lost === this.#lostByAll) return false
    this.#lostByAll = traffic.lost
    const wasSeen = this.#seen !== undefined
    this.#answersUntilLook = 0
    const entry = this.#find(address)
    // It has left, or it is overlooked: sockets come and go while the table is read.
    if (!entry) return wasSeen
    const lostBefore = this.#lost
    this.#lost = Number(entry[2])
    return this.#lost > 0 && this.#lost !== lostBefore
  }

  /** Looks at once for a socket that was not seen, and takes what it has lost so far for somebody else's. */
  startAnew(address: Address): void {
    this.#answersUntilLook = 0
    this.hasLost(address, Number.POSITIVE_INFINITY)
  }

  /** Whether the socket is seen, looked for at once. */
  isThere(address: Address): boolean {
    this.#answersUntilLook = 0
    return this.#find(address) !== undefined
  }

  #trafficOf({ family }: Address): UdpTraffic {
    return family === 6 ? this.#traffic.ipv6 : this.#traffic.ipv4
  }

  #find(address: Address): RegExpExecArray | undefined {
    const seen = this.#seen?.address === address.address ? this.#seen : undefined
    return seen?.table.findAgain(seen.entry) ?? this.#look(address)
  }

  #look({ address, family }: Address): RegExpExecArray | undefined {
    if (this.#answersUntilLook > 0) {
      this.#answersUntilLook--
      return undefined
    }
    const { ipv4, ipv6 } = this.#tables
    for (const entry of entriesFor(address, family, this.#port)) {
      for (const table of family === 6 ? [ipv6] : [ipv4, ipv6]) {
        const found = table.find(entry)
        if (!found) continue
        this.#seen = { address, table, entry }
        return found
      }
    }
    this.#seen = undefined
    this.#answersUntilLook = ANSWERS_AFTER_MISS
    return undefined
  }

  close(): void {
    for (const files of [this.#tables, this.#traffic]) {
      files.ipv4.close()
      files.ipv6.close()
    }
  }
}

/** What finds the socket that is bound to this address, and what finds the one that is bound to all, which gets the rest. */
function entriesFor(address: string, family: number, port: number): RegExp[] {
  const hex = port.toString(16).toUpperCase().padStart(4, '0')
  // Nobody's port on the other end, its state, what it has to send, what it has to read; at the end, what it lost.
  const entry = (bound: string) =>
    new RegExp(` ${bound}:${hex} [0-9A-F]+:0000 .. [0-9A-F]+:([0-9A-F]+) .* (\\d+) *\\n`)
  if (family === 6) return [entry(hexOf([...Array(15).fill(0), 1])), entry('0{32}')]
  // A socket for IPv6 may get datagrams of IPv4.
  return [entry(`(?:0{16}[0F]{8})?${hexOf(address.split('.').map(Number))}`), entry('(?:0{24})?0{8}')]
}

/** An address as Linux writes it: each four bytes as one number of this machine. */
function hexOf(bytes: readonly number[]): string {
  const numbers = new Uint32Array(new Uint8Array(bytes).buffer)
  return Array.from(numbers, number => number.toString(16).toUpperCase().padStart(8, '0')).join('')
}
