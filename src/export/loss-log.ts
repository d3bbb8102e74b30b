import { diag } from '@opentelemetry/api'
import { countOf } from '../error/index.ts'

const INTERVAL_MILLIS = 60_000

/** Causes that are told apart: X-Ray, or what answers in its place, may have any number of codes. */
const MAX_CAUSES = 100
const OTHER_CAUSE = 'lost for other reasons'

/** Tells of losses through OpenTelemetry's `diag`: the first of a cause at once, then once a minute how many there were. */
export class LossLog {
  readonly #causes = new Map<string, { toldAt: number; spans: number; documents: number }>()

  /**
   * Notes what was lost for one cause.
   *
   * @param cause `dropped: ECONNREFUSED`
   * @param details what to do about it, if that is known
   */
  note(cause: string, spans: number, documents: number, details = ''): void {
    if (!this.#causes.has(cause) && this.#causes.size >= MAX_CAUSES && cause !== OTHER_CAUSE) {
      this.note(OTHER_CAUSE, spans, documents)
      return
    }
    const entry = this.#causes.get(cause) ?? { toldAt: Number.NEGATIVE_INFINITY, spans: 0, documents: 0 }
    this.#causes.set(cause, entry)
    entry.spans += spans
    entry.documents += documents
    const now = performance.now()
    if (now - entry.toldAt < INTERVAL_MILLIS) return
    this.#causes.set(cause, { toldAt: now, spans: 0, documents: 0 })
    const lost = `${countOf(entry.spans, 'span')} in ${countOf(entry.documents, 'document')}`
    warn(`${lost} ${entry.spans === 1 ? 'was' : 'were'} ${cause}${details && `; ${details}`}`)
  }
}

function warn(message: string): void {
  try {
    diag.warn(`spanray: ${message}`)
  } catch {
    // The app's logger has thrown, which must not cost a document.
  }
}
