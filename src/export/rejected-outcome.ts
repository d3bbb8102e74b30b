import type { Outcome } from '../emit/index.ts'
import type { RejectedDocument } from '../segment/index.ts'

/** How a document ended that no emitter was asked to send. */
export function rejectedOutcome({ id, bytes }: RejectedDocument, maxDocumentBytes: number): Outcome {
  if (bytes === 0)
    return { kind: 'rejected', reason: 'unwritable', message: `cannot write span ${id} in OTLP` }
  const message =
    `cannot send span ${id}: ${bytes.toLocaleString('en')} bytes are over the ` +
    `${maxDocumentBytes.toLocaleString('en')}-byte document limit; put less into its attributes`
  return { kind: 'rejected', reason: 'too_large', message }
}
