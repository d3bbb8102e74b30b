import { type CallXRay, isTransientCode } from '../client/index.ts'
import type { Verdict } from './batch-emitter.ts'

/** What X-Ray says of a document that it did not take. Nobody has checked it. */
interface Unprocessed {
  readonly Id?: unknown
  readonly ErrorCode?: unknown
  readonly Message?: unknown
}

const SENT: Verdict = { kind: 'sent' }

const decoder = new TextDecoder()

/**
 * Sends documents by `PutTraceSegments`, 50 at most, and gives back what became of each. A document that was throttled, or
 * met a fault of X-Ray's, wants to be sent again; one that X-Ray refuses is `unprocessed`, with X-Ray's code as the reason.
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_PutTraceSegments.html
 */
export async function putTraceSegments(
  call: CallXRay,
  documents: readonly Uint8Array[],
): Promise<readonly Verdict[]> {
  // Nothing here holds the texts while the answer is waited for: they are as large as all else.
  const answer = await call('/TraceSegments', {
    TraceSegmentDocuments: documents.map(bytes => decoder.decode(bytes)),
  })
  const { UnprocessedTraceSegments: unprocessed } = Object(answer) as { UnprocessedTraceSegments?: unknown }
  if (!Array.isArray(unprocessed) || unprocessed.length === 0) return documents.map(() => SENT)
  return verdictsOf(documents.map(idOf), unprocessed.map(Object))
}

/**
 * A verdict for each id. An entry without an id is about a document whose id cannot be read; where there is none, or
 * the id is not among them, X-Ray refused one of them all the same, and any is as good as another.
 */
function verdictsOf(
  ids: readonly (string | undefined)[],
  unprocessed: readonly Unprocessed[],
): readonly Verdict[] {
  const verdicts = ids.map(() => SENT)
  const isOpen = (index: number) => verdicts[index] === SENT
  for (const entry of unprocessed) {
    const named = ids.findIndex((id, index) => isOpen(index) && id === (entry.Id ?? undefined))
    const index = named >= 0 ? named : ids.findIndex((_, other) => isOpen(other))
    if (index >= 0) verdicts[index] = verdictOf(entry)
  }
  return verdicts
}

function verdictOf({ Id, ErrorCode, Message }: Unprocessed): Verdict {
  const reason = typeof ErrorCode === 'string' && ErrorCode ? ErrorCode.slice(0, 100) : 'unknown'
  const message = `segment ${text(Id)}: ${text(Message)}`
  return { kind: isTransientCode(reason) ? 'again' : 'unprocessed', reason, message }
}

function text(value: unknown): string {
  return typeof value === 'string' && value ? value.slice(0, 300) : '(not said)'
}

function idOf(document: Uint8Array): string | undefined {
  try {
    const { id } = Object(JSON.parse(decoder.decode(document))) as { id?: unknown }
    return typeof id === 'string' ? id : undefined
  } catch {
    return undefined
  }
}
