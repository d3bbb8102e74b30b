import { useEffect, useState } from 'preact/hooks'

/** What takes a while to work out and need not be there at once: after the rest has been drawn. `undefined` until then. */
export function useDeferred<T>(workOut: () => T, keys: readonly unknown[]): T | undefined {
  const [value, setValue] = useState<T>()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    // A frame is drawn between the two.
    const frame = requestAnimationFrame(() => {
      timer = setTimeout(() => setValue(() => workOut()))
    })
    return () => {
      cancelAnimationFrame(frame)
      clearTimeout(timer)
    }
  }, keys)
  return value
}
