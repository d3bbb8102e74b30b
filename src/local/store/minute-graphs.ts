import { GraphSum, graphOfTrace, type TimedGraphPart } from '../../graph/index.ts'
import type { TraceRecord } from '../../trace/index.ts'

/** So long something may still come of a trace, most likely: it is added to its minute's graph after that. */
const SETTLE_MILLIS = 2000

/**
 * The service graph of each minute, so that the graph of an hour is the sum of sixty. A minute's graph has the traces of
 * which nothing new comes; the others are read when a graph is asked for. Of a minute in which a trace has changed
 * afterwards the graph is made anew, then.
 */
export class MinuteGraphs<Trace extends { startSeconds: number }> {
  readonly #within: (startSeconds: number, endSeconds: number) => Iterable<Trace>
  readonly #recordOf: (trace: Trace) => TraceRecord
  readonly #minutes = new Map<number, GraphSum>()
  readonly #stale = new Set<number>()
  /** Traces that are in no minute's graph yet, with when they have changed, the latest at the end. */
  readonly #young = new Map<Trace, number>()

  /**
   * @param within gives the traces that start in a range, which ends just before `endSeconds`
   * @param recordOf reads the record of one
   */
  constructor(
    within: (startSeconds: number, endSeconds: number) => Iterable<Trace>,
    recordOf: (trace: Trace) => TraceRecord,
  ) {
    this.#within = within
    this.#recordOf = recordOf
  }

  /** A trace has come. One that changes is removed before. */
  put(trace: Trace, atMillis: number): void {
    this.#young.set(trace, atMillis)
  }

  /** A trace goes. */
  remove(trace: Trace): void {
    if (!this.#young.delete(trace)) this.#stale.add(minuteOf(trace.startSeconds))
  }

  /** Adds those to their minutes of which nothing has come for a while. */
  settle(nowMillis: number): void {
    for (const [trace, atMillis] of this.#young) {
      if (atMillis > nowMillis - SETTLE_MILLIS) return
      this.#young.delete(trace)
      const minute = minuteOf(trace.startSeconds)
      // A minute that is made anew finds this trace there.
      if (this.#stale.has(minute)) continue
      const sum = this.#minutes.get(minute) ?? new GraphSum()
      sum.add(graphOfTrace(this.#recordOf(trace)))
      this.#minutes.set(minute, sum)
    }
  }

  /**
   * What the traces tell of the graph that start in the range from `startSeconds` to just before `endSeconds`: in whole
   * minutes where there are any, and in single traces.
   */
  *parts(startSeconds: number, endSeconds: number): Generator<TimedGraphPart> {
    const firstWhole = Math.ceil(startSeconds / 60)
    const endWhole = Math.max(firstWhole, Math.floor(endSeconds / 60))
    const isWhole = (minute: number) => minute >= firstWhole && minute < endWhole
    for (const minute of [...this.#stale]) if (isWhole(minute)) this.#makeAnew(minute)
    for (const [minute, sum] of this.#minutes) {
      if (isWhole(minute)) yield { startSeconds: minute * 60, part: sum.toPart() }
    }
    for (const trace of this.#young.keys())
      if (isWhole(minuteOf(trace.startSeconds))) yield this.#partOf(trace)
    // What is no whole minute at either end is read trace by trace.
    const rests =
      firstWhole < endWhole
        ? [
            [startSeconds, firstWhole * 60],
            [endWhole * 60, endSeconds],
          ]
        : [[startSeconds, endSeconds]]
    for (const [from, to] of rests) {
      for (const trace of from! < to! ? this.#within(from!, to!) : []) yield this.#partOf(trace)
    }
  }

  #partOf(trace: Trace): TimedGraphPart {
    return { startSeconds: trace.startSeconds, part: graphOfTrace(this.#recordOf(trace)) }
  }

  #makeAnew(minute: number): void {
    this.#stale.delete(minute)
    this.#minutes.delete(minute)
    const sum = new GraphSum()
    let isEmpty = true
    for (const trace of this.#within(minute * 60, minute * 60 + 60)) {
      if (this.#young.has(trace)) continue
      sum.add(graphOfTrace(this.#recordOf(trace)))
      isEmpty = false
    }
    if (!isEmpty) this.#minutes.set(minute, sum)
  }
}

function minuteOf(seconds: number): number {
  return Math.floor(seconds / 60)
}
