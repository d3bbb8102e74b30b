import type { QuestionName } from './questions.ts'
import type { TraceCounts } from './trace-counts.ts'
import type { ChangedTrace } from './trace-database.ts'

/** Documents that are handed over: see `ArrivalBatch`. */
export interface HandedBatch {
  memory: ArrayBuffer
  end: number
  count: number
}

/** What the store's thread is told. */
export type ToThread = HandedBatch | { id: number; question: QuestionName; argument: unknown }

/** What the store's thread tells. */
export type FromThread =
  /** It has taken a batch in; the memory can be used again. */
  | { taken: HandedBatch; counts: TraceCounts }
  | { changed: ChangedTrace[] }
  | { id: number; answer: unknown }
  | { id: number; error: string }
