import type { TraceSummary } from '../local/index.ts'

/** How traces are followed. */
export interface FollowOptions {
  /** Those that are there already, the newest first. */
  first: readonly TraceSummary[]
  /** The latest, the newest first: at least those that are not printed yet. */
  find: (isPrinted: (xrayTraceId: string) => boolean) => Promise<readonly TraceSummary[]>
  print: (summary: TraceSummary) => void
  /** Ends it. */
  signal: AbortSignal
}

const POLL_MILLIS = 1000
const MAX_REMEMBERED = 10_000

/** Prints traces as they come, each once it is complete, the newest last. Settles when it is ended. */
export async function followTraces({ first, find, print, signal }: FollowOptions): Promise<void> {
  const printed = new Set<string>()
  const show = (summaries: readonly TraceSummary[]) => {
    for (const summary of summaries.toReversed()) {
      if (printed.has(summary.Id) || summary.IsPartial) continue
      printed.add(summary.Id)
      print(summary)
    }
    for (const oldest of printed) {
      if (printed.size <= MAX_REMEMBERED) break
      printed.delete(oldest)
    }
  }
  show(first)
  while (!signal.aborted) {
    await pause(signal)
    if (!signal.aborted) show(await find(id => printed.has(id)))
  }
}

function pause(signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, POLL_MILLIS)
    signal.addEventListener('abort', end)
  })
}
