import type { Outcome } from '../local/index.ts'
import type { Style } from './terminal.ts'

const OUTCOME_STYLES: Record<Outcome, Style> = {
  fault: 'red',
  throttle: 'magenta',
  error: 'yellow',
  ok: 'green',
}

/** The colour of an outcome. */
export function outcomeStyle(outcome: Outcome): Style {
  return OUTCOME_STYLES[outcome]
}

/**
 * How it went, in a word: the HTTP status where there is one, and the outcome where the status does not say it.
 *
 *     ('fault', 503) → 503    ('fault', 200) → 200 fault    ('error') → error    ('ok') → OK
 *
 * @param isPending it goes on still
 */
export function statusText(outcome: Outcome, status?: number, isPending = false): string {
  if (status !== undefined) {
    const number = String(Math.trunc(status)).slice(0, 4)
    return outcome === impliedOutcome(status) ? number : `${number} ${outcome}`
  }
  if (outcome !== 'ok') return outcome
  return isPending ? 'pending' : 'OK'
}

function impliedOutcome(status: number): Outcome {
  if (status >= 500) return 'fault'
  if (status === 429) return 'throttle'
  return status >= 400 ? 'error' : 'ok'
}
