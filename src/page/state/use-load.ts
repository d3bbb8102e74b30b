import type { ReadonlySignal } from '@preact/signals'
import { useEffect, useRef, useState } from 'preact/hooks'
import { CallError } from '../api/call-xray.ts'

/** What was asked for: on its way, there, or not to be had. While it is asked for again, the last value stays. */
export interface Loaded<T> {
  value?: T
  error?: CallError
  isLoading: boolean
}

interface LoadOptions {
  /** Counts up when there may be something new. Whoever only loads by it is not drawn again for it. */
  follows?: ReadonlySignal<number>
  /** False while what is new is to wait. */
  isFollowing?: boolean
  /** Between two loads for something new. */
  everyMillis?: number
}

/**
 * Loads something when the keys change, and again when what it follows does: not more often than each so many
 * milliseconds, and never twice at once. What comes too late for its keys is dropped.
 *
 * @param keys what it depends on
 */
export function useLoad<T>(
  load: (signal: AbortSignal) => Promise<T>,
  keys: readonly unknown[],
  { follows, isFollowing = true, everyMillis = 1000 }: LoadOptions = {},
): Loaded<T> {
  const [state, setState] = useState<Loaded<T>>({ isLoading: true })
  const latest = useRef(load)
  latest.current = load
  const again = useRef<() => void>(() => {})

  useEffect(() => {
    const abort = new AbortController()
    let isRunning = false
    let isWanted = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let lastStart = Number.NEGATIVE_INFINITY
    const run = async () => {
      isRunning = true
      isWanted = false
      lastStart = performance.now()
      try {
        const value = await latest.current(abort.signal)
        if (!abort.signal.aborted) setState({ value, isLoading: false })
      } catch (error) {
        if (!abort.signal.aborted)
          setState(last => ({ ...last, error: asCallError(error), isLoading: false }))
      }
      isRunning = false
      if (isWanted) again.current()
    }
    again.current = () => {
      isWanted = true
      if (isRunning || timer !== undefined || abort.signal.aborted) return
      timer = setTimeout(
        () => {
          timer = undefined
          void run()
        },
        Math.max(0, lastStart + everyMillis - performance.now()),
      )
    }
    setState(last => ({ ...(last.value !== undefined && { value: last.value }), isLoading: true }))
    void run()
    return () => {
      abort.abort()
      clearTimeout(timer)
    }
  }, keys)

  const seen = useRef(follows?.peek())
  useEffect(() => {
    if (!isFollowing) return undefined
    return follows?.subscribe(count => {
      if (count === seen.current) return
      seen.current = count
      again.current()
    })
  }, [follows, isFollowing])
  return state
}

function asCallError(error: unknown): CallError {
  return error instanceof CallError ? error : new CallError(String(error), 0)
}
