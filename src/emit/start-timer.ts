/**
 * Starts a timer that keeps no process alive; `undefined`, and nothing is called, where the app lets nobody wait: some
 * replace `setTimeout` by one that throws, which must not reach what makes a span.
 */
export function startTimer(callback: () => void, millis: number): NodeJS.Timeout | undefined {
  try {
    return setTimeout(callback, millis).unref()
  } catch {
    return undefined
  }
}
