import type { EndedSpan } from './ended-span.ts'

const decoder = new TextDecoder()

/** A segment document, ready to be sent. */
export class WrittenDocument {
  /** Id of the segment, or of the independent subsegment. */
  readonly id: string
  /** JSON in UTF-8. */
  readonly bytes: Uint8Array
  /** How many spans are in it: they share its fate. None, where a service's segment had to leave its only subsegment out. */
  readonly spanCount: number
  readonly #listSpans: () => readonly EndedSpan[]

  constructor(id: string, bytes: Uint8Array, spanCount: number, listSpans: () => readonly EndedSpan[]) {
    this.id = id
    this.bytes = bytes
    this.spanCount = spanCount
    this.#listSpans = listSpans
  }

  /** The spans in it; listed when they are asked for, which is rare. */
  get spans(): readonly EndedSpan[] {
    return this.#listSpans()
  }

  /** The JSON as text. */
  get text(): string {
    return decoder.decode(this.bytes)
  }
}

/** What no document could hold: the limit is too small for any. */
export interface RejectedDocument {
  readonly id: string
  /** 0 where it cannot be written at all. */
  readonly bytes: number
  /** Spans that are lost with it. */
  readonly spanCount: number
}

/** What became of some spans. */
export interface Conversion {
  readonly documents: readonly WrittenDocument[]
  readonly rejected: readonly RejectedDocument[]
}

/** What became of all of them. */
export function joinConversions(conversions: readonly Conversion[]): Conversion {
  return {
    documents: conversions.flatMap(({ documents }) => documents),
    rejected: conversions.flatMap(({ rejected }) => rejected),
  }
}
