/** Settles with the promise, or after so many milliseconds; keeps the process alive meanwhile. */
export async function within(promise: Promise<unknown>, millis: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const bound = new Promise<void>(resolve => {
    timer = setTimeout(resolve, millis)
  })
  try {
    await Promise.race([promise, bound])
  } finally {
    clearTimeout(timer)
  }
}
