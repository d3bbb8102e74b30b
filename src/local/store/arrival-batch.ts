import { isInProgress, MAX_RECEIVED_DOCUMENT_BYTES, type ReceivedDocument } from '../../document/index.ts'

/** A valid document as it came. */
export interface Arrival {
  /** In lower case. */
  xrayTraceId: string
  /** What tells it from the others of its trace. */
  key: string
  /** Only its beginning is told. */
  isInProgress: boolean
  /** When it came, in epoch milliseconds. */
  atMillis: number
  /** It was kept from a time before: traces that begin to arrive now stay longer than its. */
  isReplayed: boolean
  /** JSON in UTF-8. */
  text: Uint8Array
}

/** Some 500 documents. */
const BATCH_BYTES = 512 * 1024

// Where what stands before a text: its length, flags, time, the trace's id, and the document's key.
const FLAGS_AT = 4
const TIME_AT = 5
const TRACE_AT = 13
const KEY_AT = 48
const TEXT_AT = 65

const IN_PROGRESS = 1
const REPLAYED = 2

/**
 * Documents on their way to the store's thread, in one piece of memory that is handed over as it is. Before each stands
 * what the main thread knows of it already, so that the store's can put it away unread.
 */
export class ArrivalBatch {
  readonly #bytes: Buffer
  #end = 0
  #count = 0

  /** @param memory of a batch that was read, or of one that is handed over */
  constructor(memory = new ArrayBuffer(BATCH_BYTES), { end = 0, count = 0 } = {}) {
    this.#bytes = Buffer.from(memory)
    this.#end = end
    this.#count = count
  }

  /** How many documents are in it. */
  get count(): number {
    return this.#count
  }

  /** How many bytes they take in it. */
  get end(): number {
    return this.#end
  }

  get memory(): ArrayBuffer {
    return this.#bytes.buffer as ArrayBuffer
  }

  /** There may be no room for another. */
  get isFull(): boolean {
    return this.#end + TEXT_AT + MAX_RECEIVED_DOCUMENT_BYTES > BATCH_BYTES
  }

  /** Puts a valid document at the end. */
  add(document: ReceivedDocument, text: string, atMillis: number, isReplayed = false): void {
    const bytes = this.#bytes
    const at = this.#end
    const length = bytes.write(text, at + TEXT_AT)
    bytes.writeUInt32LE(length, at)
    bytes[at + FLAGS_AT] = (isInProgress(document) ? IN_PROGRESS : 0) | (isReplayed ? REPLAYED : 0)
    bytes.writeDoubleLE(atMillis, at + TIME_AT)
    bytes.write(document.trace_id.toLowerCase(), at + TRACE_AT, 'latin1')
    // A segment and a subsegment of one id are two things.
    bytes.write(document.type === 'subsegment' ? 's' : ' ', at + KEY_AT, 'latin1')
    bytes.write(document.id, at + KEY_AT + 1, 'latin1')
    this.#end = at + TEXT_AT + length
    this.#count++
  }

  /** Its documents in order; their texts are views of its memory. */
  *[Symbol.iterator](): Generator<Arrival> {
    const bytes = this.#bytes
    for (let at = 0; at < this.#end; ) {
      const text = bytes.subarray(at + TEXT_AT, at + TEXT_AT + bytes.readUInt32LE(at))
      const flags = bytes[at + FLAGS_AT]!
      yield {
        xrayTraceId: bytes.toString('latin1', at + TRACE_AT, at + KEY_AT),
        key: bytes.toString('latin1', at + KEY_AT, at + TEXT_AT),
        isInProgress: (flags & IN_PROGRESS) !== 0,
        atMillis: bytes.readDoubleLE(at + TIME_AT),
        isReplayed: (flags & REPLAYED) !== 0,
        text,
      }
      at += TEXT_AT + text.length
    }
  }
}
