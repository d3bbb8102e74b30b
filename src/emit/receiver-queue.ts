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

  constructor(port: number) {
    const hex = port.toString(16).toUpperCase().padStart(4, '0')
    // Its own port, nobody's on the other end, its state, what it has to send, what it has to read.
    this.#entry = new RegExp(`:${hex} [0-9A-F]+:0000 .. [0-9A-F]+:([0-9A-F]+)`)
    this.#tables = [new SocketTable('/proc/net/udp'), new SocketTable('/proc/net/udp6')]
  }

  /**
   * Bytes of kernel memory that are taken; `undefined` where no such socket is seen. Takes 7 µs where as many datagrams were
   * read as were sent since nothing waited, else 20 to 60: Linux goes through a table of all ports then.
   *
   * @param family of the datagrams that were sent to it
   */
  unreadBytes(family: number): number | undefined {
    const traffic = family === 6 ? this.#traffic.ipv6 : this.#traffic.ipv4
    if (traffic.isAllRead) return 0
    const digits = this.#table?.findAgain(this.#entry) ?? this.#look()
    const unread = digits === undefined ? undefined : Number.parseInt(digits, 16)
    traffic.note(unread === 0)
    return unread
  }

  /** Looks at once for a socket that was not seen. */
  startAnew(): void {
    this.#answersUntilLook = 0
  }

  #look(): string | undefined {
    if (this.#answersUntilLook > 0) {
      this.#answersUntilLook--
      return undefined
    }
    for (const table of this.#tables) {
      const digits = table.find(this.#entry)
      if (digits === undefined) continue
      this.#table = table
      return digits
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
