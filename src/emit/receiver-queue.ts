import { closeSync, openSync, readSync } from 'node:fs'

/** Room for a thousand sockets; what comes after them is not seen. */
const BUFFER_BYTES = 128 * 1024

let buffer: Buffer | undefined

/**
 * The datagrams that wait to be read by the socket which is bound to a port of this machine (this network namespace), as
 * Linux tells. Other systems don't.
 *
 * @see https://www.kernel.org/doc/html/latest/networking/proc_net_tcp.html
 */
export class ReceiverQueue {
  readonly #entry: RegExp
  readonly #files: readonly OpenFile[]

  constructor(port: number) {
    const hex = port.toString(16).toUpperCase().padStart(4, '0')
    // Its own port, nobody's on the other end, its state, what it has to send, what it has to read.
    this.#entry = new RegExp(`:${hex} [0-9A-F]+:0000 .. [0-9A-F]+:([0-9A-F]+)`)
    this.#files = [new OpenFile('/proc/net/udp'), new OpenFile('/proc/net/udp6')]
  }

  /** Bytes of kernel memory that are taken; `undefined` where no such socket is seen. Takes 40 to 60 µs. */
  unreadBytes(): number | undefined {
    for (const file of this.#files) {
      const bytes = this.#entry.exec(file.read())?.[1]
      if (bytes !== undefined) return Number.parseInt(bytes, 16)
    }
    return undefined
  }

  close(): void {
    for (const file of this.#files) file.close()
  }
}

/** A file that is read again and again: opening it takes longer than reading it. */
class OpenFile {
  readonly #path: string
  #descriptor: number | undefined

  constructor(path: string) {
    this.#path = path
  }

  /** Its text; '' when it can't be read. */
  read(): string {
    try {
      this.#descriptor ??= openSync(this.#path, 'r')
      buffer ??= Buffer.allocUnsafeSlow(BUFFER_BYTES)
      return buffer.toString('latin1', 0, readSync(this.#descriptor, buffer, 0, BUFFER_BYTES, 0))
    } catch {
      return ''
    }
  }

  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }
}
