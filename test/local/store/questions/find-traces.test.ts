import { describe, expect, test } from 'vitest'
import { parseFilter } from '../../../../src/filter/index.ts'
import { findTraces, type TraceQuery } from '../../../../src/local/store/questions/find-traces.ts'
import { segment, subsegment } from '../../../document/documents.ts'
import { databaseOf, traceIdOf } from './questions.ts'

/** Ten traces, one a second, of ten seconds each; the odd ones fail, and call pay. */
const database = databaseOf(
  ...Array.from({ length: 10 }, (_, at) =>
    segment('shop', {
      trace_id: traceIdOf(at),
      start_time: at,
      end_time: at + 10,
      ...(at % 2 && {
        fault: true,
        subsegments: [subsegment('pay', { namespace: 'remote', start_time: at })],
      }),
    }),
  ),
)

function find(query: Partial<TraceQuery>, filter?: string) {
  const parsed = filter === undefined ? undefined : parseFilter(filter).filter
  return findTraces(database, {
    startSeconds: 0,
    endSeconds: 100,
    rangeType: 'TraceId',
    limit: 100,
    ...(parsed && { filter: parsed }),
    ...query,
  })
}

describe('findTraces()', () => {
  test('finds what a filter finds, by the index and beyond it', () => {
    for (const filter of ['fault', 'service("pay")', 'edge("shop", "pay")', 'service("shop") { fault }']) {
      const { summaries, inRange } = find({ startSeconds: 2, endSeconds: 8 }, filter)
      expect(summaries.map(({ StartTime }) => StartTime)).toEqual([7, 5, 3])
      expect(inRange).toBe(6)
    }
  })

  test('pages through what is found, also when as much is found as fits', () => {
    const first = find({ limit: 3 }, 'fault')
    expect(first.summaries.map(({ StartTime }) => StartTime)).toEqual([9, 7, 5])
    const second = find({ limit: 2, after: first.next! }, 'fault')
    expect(second.summaries.map(({ StartTime }) => StartTime)).toEqual([3, 1])
    expect(second.next).toBeUndefined()
  })

  test('says when that happened for which a trace is there', () => {
    const { summaries } = find({ startSeconds: 12, endSeconds: 13, rangeType: 'Service' })
    expect(summaries.map(({ MatchedEventTime }) => MatchedEventTime)).toEqual([12])
    const active = find({ startSeconds: 18.5, endSeconds: 30, rangeType: 'Event' })
    expect(active.summaries.map(({ MatchedEventTime }) => MatchedEventTime)).toEqual([18.5])
  })
})
