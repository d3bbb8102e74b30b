import type { EndedSpan } from './ended-span.ts'

const decoder = new TextDecoder()

/** A segment document, ready to be sent. */
export class WrittenDocument {
  /** Id of the segment, or of the independent subsegment. */
  readonly id: string
  /** JSON in UTF-8. */
  readonly bytes: Uint8Array
  /** The spans in it: they share its fate. None, where a service's segment had to leave its only subsegment out. */
  readonly spans: readonly EndedSpan[]

  constructor(id: string, bytes: Uint8Array, spans: readonly EndedSpan[]) {
    this.id = id
    this.bytes = bytes
    this.spans = spans
  }

  /** How many spans are in it. */
  get spanCount(): number {
    return this.spans.length
  }

  /** The JSON as text. */
  get text(): string {
    return decoder.decode(this.bytes)
  }
}

/** What no document could hold: the limit is too small for any. */
export interface RejectedDocument {
  readonly id: string
  readonly bytes: number
  /** Spans that are lost with it. */
  readonly spanCount: number
}

/** What became of some spans. */
export interface Conversion {
  readonly documents: readonly WrittenDocument[]
  readonly rejected: readonly RejectedDocument[]
}
