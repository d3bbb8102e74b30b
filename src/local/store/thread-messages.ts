import type { QuestionName } from './questions.ts'
import type { TraceCounts } from './trace-counts.ts'
import type { Arrival, ChangedTrace } from './trace-database.ts'

/** What the store's thread is told. */
export type ToThread = { arrivals: Arrival[] } | { id: number; question: QuestionName; argument: unknown }

/** What the store's thread tells. */
export type FromThread =
  | { taken: number; counts: TraceCounts; changed: ChangedTrace[] }
  | { id: number; answer: unknown }
  | { id: number; error: string }
