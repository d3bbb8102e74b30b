import { type DocumentRefusal, parseDocument } from '../document/index.ts'
import type { Accounts } from '../emit/index.ts'
import type { DatagramRefusal } from '../receiver/index.ts'
import type { Backlog } from './backlog.ts'

/** How an intake is set up. */
export interface IntakeOptions {
  backlog: Backlog
  accounts: Accounts
  /** Told of each document that is not sent, with the id that it has. */
  onRefused: (refusal: DocumentRefusal | DatagramRefusal) => void
}

/** OTLP spans as ADOT's exporter sends them, sampled and not: X-Ray takes them as they are. */
const OTLP_BODY = /^T1[SU][A-Za-z0-9+/]+={0,2}\s*$/

/**
 * The way of a document from the network into the backlog: counted, looked at as X-Ray would, and let through or told of
 * with its id and the reason.
 */
export class Intake {
  readonly #options: IntakeOptions

  constructor(options: IntakeOptions) {
    this.#options = options
  }

  /** Takes in a document, or spans of OTLP in its place. */
  document(text: string): void {
    this.#options.accounts.open(1)
    const { refusal } = OTLP_BODY.test(text) ? {} : parseDocument(text)
    if (refusal) this.#refuse(refusal)
    else this.#options.backlog.add(Buffer.from(text))
  }

  /** Notes a datagram that holds no document: it counts as one that was rejected. */
  datagram(refusal: DatagramRefusal): void {
    this.#options.accounts.open(1)
    this.#refuse(refusal)
  }

  #refuse(refusal: DocumentRefusal | DatagramRefusal): void {
    this.#options.accounts.settle(1, { kind: 'rejected', reason: refusal.code })
    this.#options.onRefused(refusal)
  }
}
