import type { Outcome } from '../emit/index.ts'

/** OpenTelemetry's `ExportResult`: 0 is success, 1 failure. */
export interface ExportResult {
  code: 0 | 1
  error?: Error
}

/** A call that waits for its answer. It holds no spans: they are much larger than their documents. */
export interface Call {
  readonly resultCallback: (result: ExportResult) => void
  /** When it came, where that is measured. */
  readonly since: number | undefined
  /** Notes that it is no longer under way. */
  readonly end: () => void
}

/** Spans that are sent together. */
export interface Batch {
  /** Whether they have ended: open ones make documents and are counted when they end. */
  readonly areEnded: boolean
  readonly calls: readonly Call[]
  /** The last loss so far. */
  loss: Loss | undefined
}

/** How a document ended that did not arrive. */
export type Loss = Exclude<Outcome, { kind: 'sent' }>

/** One batch for all of these ended spans, none of which is answered by itself any more. */
export function together(parts: readonly { readonly batch: Batch }[]): Batch {
  if (parts.length === 1) return parts[0]!.batch
  const calls: Call[] = []
  let loss: Loss | undefined
  for (const { batch } of parts) {
    for (const call of batch.calls) calls.push(call)
    loss ??= batch.loss
  }
  return { areEnded: true, calls, loss }
}
