import { createSocket, type Socket } from 'node:dgram'
import { lookup } from 'node:dns/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { MAX_DOCUMENT_BYTES } from '../document/index.ts'
import type { Outcome } from './accounts.ts'
import type { Destination } from './destination.ts'
import type { Emitter } from './emitter.ts'

/**
 * The line in front of each document in a datagram.
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon
 */
const HEADER = Buffer.from('{"format":"json","version":1}\n')

/** What an IPv4 datagram can carry. */
const MAX_DATAGRAM_BYTES = 65_507

const SENT: Outcome = { kind: 'sent' }

/**
 * Sends each document as a datagram of its own to an X-Ray daemon. The socket is opened with the first document, is
 * connected (so that the kernel tells when nobody listens), and keeps no process alive.
 */
export class UdpEmitter implements Emitter {
  readonly maxDocumentBytes = Math.min(MAX_DOCUMENT_BYTES, MAX_DATAGRAM_BYTES - HEADER.length)
  readonly #destination: Destination
  #socket: Promise<Socket> | undefined
  /** What the kernel has told since the last send. */
  #refusal: Outcome | undefined

  constructor(destination: Destination) {
    this.#destination = destination
  }

  async send(documents: readonly Uint8Array[]): Promise<readonly Outcome[]> {
    this.#refusal = undefined
    try {
      this.#socket ??= this.#connect()
      const socket = await this.#socket
      const outcomes = await Promise.all(documents.map(document => sendDatagram(socket, document)))
      // The kernel took them; that nobody listens it tells a turn later.
      await nextTurn()
      const refusal = this.#refusal
      return refusal ? outcomes.map(outcome => (outcome === SENT ? refusal : outcome)) : outcomes
    } catch (error) {
      this.#socket = undefined
      return documents.map(() => dropped(error))
    }
  }

  async close(): Promise<void> {
    const socket = await this.#socket?.catch(() => undefined)
    this.#socket = undefined
    if (socket) await new Promise<void>(resolve => socket.close(resolve))
  }

  async #connect(): Promise<Socket> {
    const { address, family } = await lookup(this.#destination.host)
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
    socket.unref()
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject)
      socket.connect(this.#destination.port, address, () => {
        socket.off('error', reject)
        resolve()
      })
    })
    socket.on('error', error => {
      this.#refusal = dropped(error)
    })
    return socket
  }
}

function sendDatagram(socket: Socket, document: Uint8Array): Promise<Outcome> {
  return new Promise(resolve => {
    socket.send([HEADER, document], error => {
      resolve(error ? dropped(error) : SENT)
    })
  })
}

function dropped(error: unknown): Outcome {
  return { kind: 'dropped', reason: (error as NodeJS.ErrnoException | undefined)?.code ?? 'unknown' }
}
