import { parseDocument, type ReceivedDocument } from '../document/index.ts'
import type { DatagramRefusal, SpanTaker } from '../receiver/index.ts'
import { spansToDocuments } from '../segment/index.ts'
import type { DocumentFault, Refusal } from './refusal-log.ts'

/** Who gets what has come in. */
export interface IntakeOptions {
  /** Keeps a valid document; false when there is no room for it now. */
  store: (document: ReceivedDocument, text: string, atMillis: number) => boolean
  /** The time, in epoch milliseconds. */
  clock: () => number
  onTaken: (xrayTraceId: string, text: string) => void
  onRefused: (refusal: Refusal) => void
}

/** The one door for documents, whichever way they come. */
export interface Intake extends SpanTaker {
  /** Takes in one document, or says why not. */
  takeDocument(text: string): DocumentFault | undefined
  /** What came was no document at all. */
  refuseDatagram(refusal: DatagramRefusal): void
}

/** A document that is refused is shown by its beginning. */
const MAX_SHOWN_CHARS = 2000

const STORE_BUSY: DocumentFault = {
  code: 'Throttled',
  message: 'Documents come faster than they can be stored, and no more may wait; send fewer a second',
}

/** Checks what comes in: X-Ray's rules for documents, ours for spans. */
export function createIntake({ store, clock, onTaken, onRefused }: IntakeOptions): Intake {
  const refuse = (refusal: Omit<Refusal, 'atMillis'>) => onRefused({ atMillis: clock(), ...refusal })
  const takeDocument = (text: string): DocumentFault | undefined => {
    const { document, refusal } = parseDocument(text)
    const isTaken = document !== undefined && store(document, text, clock())
    if (isTaken) {
      onTaken(document.trace_id.toLowerCase(), text)
      return undefined
    }
    const fault = refusal ?? STORE_BUSY
    refuse({ what: 'document', ...fault, document: text.slice(0, MAX_SHOWN_CHARS) })
    return fault
  }
  return {
    takeDocument,
    onSpans(spans) {
      for (const { text } of spansToDocuments(spans).documents) takeDocument(text)
      return true
    },
    onSpansRefused(refusals) {
      for (const { message } of refusals) refuse({ what: 'spans', code: 'InvalidSpans', message })
    },
    refuseDatagram: refusal => refuse({ what: 'datagram', ...refusal }),
  }
}
