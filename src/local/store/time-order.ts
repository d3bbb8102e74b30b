import type { StoredTrace } from './held-trace.ts'

interface Minute<Trace> {
  traces: Set<Trace>
  /** The newest first; made when it is asked for. */
  sorted?: Trace[]
}

/** Traces by when they start. */
export class TimeOrder<Trace extends Pick<StoredTrace, 'id' | 'startSeconds'>> {
  readonly #minutes = new Map<number, Minute<Trace>>()

  add(trace: Trace): void {
    const at = minuteOf(trace.startSeconds)
    const minute = this.#minutes.get(at)
    if (minute) {
      minute.traces.add(trace)
      delete minute.sorted
    } else this.#minutes.set(at, { traces: new Set([trace]) })
  }

  /** To be called before its start changes. */
  remove(trace: Trace): void {
    const at = minuteOf(trace.startSeconds)
    const minute = this.#minutes.get(at)
    if (!minute?.traces.delete(trace)) return
    delete minute.sorted
    if (minute.traces.size === 0) this.#minutes.delete(at)
  }

  /** Those that start in the range from `startSeconds` to just before `endSeconds`, the newest first, then by id. */
  *within(startSeconds: number, endSeconds: number): Generator<Trace> {
    const minutes = [...this.#minutes.keys()].sort((a, b) => b - a)
    for (const at of minutes) {
      if (at * 60 >= endSeconds || at * 60 + 60 <= startSeconds) continue
      const minute = this.#minutes.get(at)!
      minute.sorted ??= [...minute.traces].sort(newestFirst)
      for (const trace of minute.sorted) {
        if (trace.startSeconds >= startSeconds && trace.startSeconds < endSeconds) yield trace
      }
    }
  }
}

function newestFirst(a: StoredId, b: StoredId): number {
  return b.startSeconds - a.startSeconds || (a.id < b.id ? -1 : 1)
}

type StoredId = Pick<StoredTrace, 'id' | 'startSeconds'>

function minuteOf(seconds: number): number {
  return Math.floor(seconds / 60)
}
