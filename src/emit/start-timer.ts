/**
 * Starts a timer and gives back what stops it. Nothing is called where the app lets nobody wait: some replace
 * `setTimeout` by one that throws, which must not reach what makes a span.
 *
 * @param options.keepAlive whether the process waits for it @default false
 */
export function startTimer(
  callback: () => void,
  millis: number,
  { keepAlive = false }: { keepAlive?: boolean } = {},
): () => void {
  try {
    const timer = setTimeout(callback, millis)
    if (!keepAlive) timer.unref()
    return () => clearTimeout(timer)
  } catch {
    return () => {}
  }
}
