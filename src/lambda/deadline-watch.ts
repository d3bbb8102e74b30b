import type { LambdaContext } from './lambda-context.ts'

/** Before its deadline: what is open then is told of, as Lambda stops the process without a word. */
const MARGIN_MILLIS = 100

export interface DeadlineWatch {
  stop(): void
}

const NOTHING: DeadlineWatch = { stop() {} }

/**
 * Calls back shortly before the invocation's deadline, unless it is stopped before. Keeps no process alive. A handler that
 * keeps the thread busy beyond the deadline is not noticed.
 */
export function watchDeadline(
  lambda: Partial<LambdaContext>,
  isRecording: boolean,
  onDeadline: () => void,
): DeadlineWatch {
  const remaining = isRecording ? Number(lambda.getRemainingTimeInMillis?.()) : Number.NaN
  if (!(remaining > 0)) return NOTHING
  const timer = setTimeout(onDeadline, Math.max(remaining - MARGIN_MILLIS, 0)).unref()
  return { stop: () => clearTimeout(timer) }
}
