import { startTimer } from './start-timer.ts'

/**
 * Settles as soon as the promise does, or when so many milliseconds have passed.
 *
 * @param keepAlive whether the process waits for it
 */
export function within(
  promise: Promise<unknown>,
  millis: number,
  { keepAlive }: { keepAlive: boolean },
): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopTimer = startTimer(resolve, millis, { keepAlive })
    promise.then(() => resolve(), reject).finally(() => stopTimer())
  })
}
