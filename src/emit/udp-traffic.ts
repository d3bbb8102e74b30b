import { ProcFile } from './proc-file.ts'

/** Where Linux counts the datagrams that were read, lost for want of room or another reason, and sent, by IP's version. */
const COUNTERS = {
  4: { path: '/proc/net/snmp', pattern: /^Udp: (\d+) \d+ (\d+) (\d+)/m },
  6: {
    path: '/proc/net/snmp6',
    pattern: /^Udp6InDatagrams\s+(\d+)[\s\S]*^Udp6InErrors\s+(\d+)[\s\S]*^Udp6OutDatagrams\s+(\d+)/m,
  },
}

/**
 * What goes through all UDP sockets of this machine (this network namespace). Where others send to somewhere else or are sent
 * to from there, it tells nothing; it is read in a tenth of the time that the table of sockets takes.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/snmp_counter.html
 */
export class UdpTraffic {
  readonly #file: ProcFile
  readonly #pattern: RegExp
  #counts: { readonly lost: number; readonly surplus: number } | undefined
  /** The surplus of a time when nothing waited; `undefined` as long as none is known. */
  #surplusWhenRead: number | undefined

  /** @param family of the datagrams */
  constructor(family: number) {
    const { path, pattern } = COUNTERS[family === 6 ? 6 : 4]
    this.#file = new ProcFile(path)
    this.#pattern = pattern
  }

  /** Looks how things stand; the rest is as it was then. */
  look(): void {
    const [, read, lost, sent] = this.#pattern.exec(this.#file.read()) ?? []
    this.#counts =
      sent === undefined ? undefined : { lost: Number(lost), surplus: Number(sent) - Number(read) }
  }

  /** How many were lost at sockets that had no room, ever; `undefined` where nobody counts. */
  get lost(): number | undefined {
    return this.#counts?.lost
  }

  /** Whether as many were read as were sent since nothing waited. */
  get isAllRead(): boolean {
    return this.#surplusWhenRead !== undefined && this.#counts?.surplus === this.#surplusWhenRead
  }

  /** Notes whether nothing waits now. */
  note(isAllRead: boolean): void {
    if (isAllRead) this.look()
    this.#surplusWhenRead = isAllRead ? this.#counts?.surplus : undefined
  }

  close(): void {
    this.#file.close()
  }
}
