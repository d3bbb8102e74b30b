import type { Outcome, TraceSummary } from '../../local/index.ts'

/** How a trace went, of several flags the gravest. A throttle below says nothing of the whole. */
export function traceOutcome({ HasFault, HasError, HasThrottle, Http }: TraceSummary): Outcome {
  if (HasFault) return 'fault'
  if (HasThrottle && (HasError || Http?.HttpStatus === 429)) return 'throttle'
  return HasError ? 'error' : 'ok'
}
