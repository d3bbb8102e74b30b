import { SocketTable } from './socket-table.ts'
import { UdpTraffic } from './udp-traffic.ts'

/** Where a socket is not seen, looking through all of them again and again would take long. */
const ANSWERS_AFTER_MISS = 4

/**
 * The datagrams that wait to be read by the socket which is bound to a port of this machine (this network namespace), as
 * Linux tells. Other systems don't.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export class ReceiverQueue {
  readonly #entry: RegExp
  readonly #tables: readonly SocketTable[]
  /** The one that it was seen in last. */
  #table: SocketTable | undefined
  #answersUntilLook = 0
  readonly #traffic = { ipv4: new UdpTraffic(4), ipv6: new UdpTraffic(6) }
  /** Datagrams that were lost by then: at all sockets, and at this one. */
  #lostByAll: number | undefined
  #lost = 0

  constructor(port: number) {
    const hex = port.toString(16).toUpperCase().padStart(4, '0')
    // Its own port, nobody's on the other end, its state, what it has to send, what it has to read; at the end, what it lost.
    this.#entry = new RegExp(`:${hex} [0-9A-F]+:0000 .. [0-9A-F]+:([0-9A-F]+) .* (\\d+) *\n`)
    this.#tables = [new SocketTable('/proc/net/udp'), new SocketTable('/proc/net/udp6')]
  }

  /**
   * Bytes of kernel memory that are taken; `undefined` where no such socket is seen. Takes 7 µs where as many datagrams were
   * read as were sent since nothing waited, else 20 to 60: Linux goes through a table of all ports then.
   *
   * @param family of the datagrams that were sent to it
   */
  unreadBytes(family: number): number | undefined {
    const traffic = this.#trafficOf(family)
    if (traffic.isAllRead) return 0
    const entry = this.#find()
    const unread = entry && Number.parseInt(entry[1]!, 16)
    traffic.note(unread === 0)
    return unread
  }

  /**
   * Whether it had no room for a datagram, whoever sent it, since this was last asked; false where no such socket is seen.
   * Takes 7 µs where no socket of this machine lost any.
   *
   * @param family of the datagrams that were sent to it
   */
  hasLost(family: number): boolean {
    const lostByAll = this.#trafficOf(family).lost
    if (lostByAll === this.#lostByAll) return false
    this.#lostByAll = lostByAll
    const lostBefore = this.#lost
    // A socket that comes later has lost nothing yet.
    this.#lost = Number(this.#find()?.[2] ?? 0)
    return this.#lost > 0 && this.#lost !== lostBefore
  }

  /** Looks at once for a socket that was not seen, and takes what it has lost so far for somebody else's. */
  startAnew(family: number): void {
    this.#answersUntilLook = 0
    this.hasLost(family)
  }

  /** Whether the socket is seen, looked for at once. */
  get isThere(): boolean {
    this.#answersUntilLook = 0
    return this.#find() !== undefined
  }

  #trafficOf(family: number): UdpTraffic {
    return family === 6 ? this.#traffic.ipv6 : this.#traffic.ipv4
  }

  #find(): RegExpExecArray | undefined {
    return this.#table?.findAgain(this.#entry) ?? this.#look()
  }

  #look(): RegExpExecArray | undefined {
    if (this.#answersUntilLook > 0) {
      this.#answersUntilLook--
      return undefined
    }
    for (const table of this.#tables) {
      const entry = table.find(this.#entry)
      if (!entry) continue
      this.#table = table
      return entry
    }
    this.#table = undefined
    this.#answersUntilLook = ANSWERS_AFTER_MISS
    return undefined
  }

  close(): void {
    for (const table of this.#tables) table.close()
    this.#traffic.ipv4.close()
    this.#traffic.ipv6.close()
  }
}
