import { GraphSum, graphOfTrace, type TimedGraphPart } from '../../graph/index.ts'
import type { TraceRecord } from '../../trace/index.ts'
import { unpackRecord } from './pack-record.ts'

/** A trace that has come or gone, as far as graphs go. */
export interface GraphedTrace {
  ordinal: number
  startSeconds: number
}

/** Reads the traces that start in a range, which ends just before `endSeconds`. */
export type ReadRange = (
  startSeconds: number,
  endSeconds: number,
) => Iterable<GraphedTrace & { record: TraceRecord }>

/** Packed: what lives for seconds among much that does not costs the garbage collector most. */
interface YoungTrace {
  atMillis: number
  startSeconds: number
  packed: string
}

/** So long something may still come of a trace, most likely: it is added to its minute's graph after that. */
const SETTLE_MILLIS = 2000

/**
 * The service graph of each minute, so that the graph of an hour is the sum of sixty. A minute's graph has the traces of
 * which nothing new comes; the others are read when a graph is asked for. Of a minute in which a trace has changed
 * afterwards the graph is made anew, then.
 */
export class MinuteGraphs {
  readonly #read: ReadRange
  readonly #minutes = new Map<number, GraphSum>()
  readonly #stale = new Set<number>()
  /** Traces that are in no minute's graph yet, by when they have changed, the latest at the end. */
  readonly #young = new Map<number, YoungTrace>()

  constructor(read: ReadRange) {
    this.#read = read
  }

  /** A trace has come or changed. */
  put(trace: GraphedTrace, packed: string, atMillis: number, before?: GraphedTrace): void {
    if (before) this.remove(before)
    this.#young.set(trace.ordinal, { atMillis, startSeconds: trace.startSeconds, packed })
  }

  /** A trace has gone. */
  remove({ ordinal, startSeconds }: GraphedTrace): void {
    if (!this.#young.delete(ordinal)) this.#stale.add(minuteOf(startSeconds))
  }

  /** Adds those to their minutes of which nothing has come for a while. */
  settle(nowMillis: number): void {
    for (const [ordinal, { atMillis, startSeconds, packed }] of this.#young) {
      if (atMillis > nowMillis - SETTLE_MILLIS) return
      this.#young.delete(ordinal)
      const minute = minuteOf(startSeconds)
      // A minute that is made anew finds this trace there.
      if (this.#stale.has(minute)) continue
      const sum = this.#minutes.get(minute) ?? new GraphSum()
      sum.add(graphOfTrace(unpackRecord(packed)))
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
    for (const { startSeconds: start, packed } of this.#young.values()) {
      if (isWhole(minuteOf(start))) yield { startSeconds: start, part: graphOfTrace(unpackRecord(packed)) }
    }
    // What is no whole minute at either end is read trace by trace.
    const rests =
      firstWhole < endWhole
        ? [
            [startSeconds, firstWhole * 60],
            [endWhole * 60, endSeconds],
          ]
        : [[startSeconds, endSeconds]]
    for (const [from, to] of rests) {
      for (const trace of from! < to! ? this.#read(from!, to!) : []) {
        yield { startSeconds: trace.startSeconds, part: graphOfTrace(trace.record) }
      }
    }
  }

  #makeAnew(minute: number): void {
    this.#stale.delete(minute)
    this.#minutes.delete(minute)
    const sum = new GraphSum()
    let isEmpty = true
    for (const { ordinal, record } of this.#read(minute * 60, minute * 60 + 60)) {
      if (this.#young.has(ordinal)) continue
      sum.add(graphOfTrace(record))
      isEmpty = false
    }
    if (!isEmpty) this.#minutes.set(minute, sum)
  }
}

function minuteOf(seconds: number): number {
  return Math.floor(seconds / 60)
}
