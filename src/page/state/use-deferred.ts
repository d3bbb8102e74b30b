import { useEffect, useState } from 'preact/hooks'

/** What takes a while to work out and need not be there at once: after the rest has been seen. `undefined` until then. */
export function useDeferred<T>(workOut: () => T, keys: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // The first frame is that of the rest; when the second one begins, it is seen.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        timer = setTimeout(() => setValue(() => workOut()))
      })
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, keys)
  return value
}
