import { describe, expect, test } from 'vitest'
import { getTraceSummaries } from '../../../src/local/api/get-trace-summaries.ts'
import { TraceStore } from '../../../src/local/trace-store.ts'
import { segment } from '../../document/documents.ts'

function traceIdOf(at: number): string {
  return `1-581cf771-${at.toString(16).padStart(24, '0')}`
}

/** Traces that start at second 0, 1, 2 … and last ten seconds each; told of at second 1,000. */
function storeOf(count: number): TraceStore {
  const store = new TraceStore({ maxBytes: Infinity, maxTraces: Infinity })
  for (let at = 0; at < count; at++) addTrace(store, at)
  return store
}

function addTrace(store: TraceStore, at: number, startSeconds = at): void {
  const document = segment('shop', {
    trace_id: traceIdOf(at),
    start_time: startSeconds,
    end_time: startSeconds + 10,
  })
  store.add(document, JSON.stringify(document), 1_000_000)
}

function starts(result: ReturnType<typeof getTraceSummaries>): number[] {
  return result.TraceSummaries.map(({ StartTime }) => StartTime)
}

describe('getTraceSummaries()', () => {
  test('gives the traces that start in the range, the newest first', () => {
    const result = getTraceSummaries({ StartTime: 3, EndTime: 6 }, storeOf(10))
    expect(starts(result)).toEqual([5, 4, 3])
    expect(result).toMatchObject({ ApproximateTime: 5, TracesProcessedCount: 3 })
    expect(result).not.toHaveProperty('NextToken')
  })

  test.each([
    ['TraceId', { StartTime: 11, EndTime: 13 }, []],
    ['Event', { StartTime: 11, EndTime: 13 }, [2, 1]],
    ['Event', { StartTime: 999, EndTime: 1001 }, [2, 1, 0]],
    ['Service', { StartTime: 11, EndTime: 12 }, [1]],
  ])('counts as %s what it says', (type, range, expected) => {
    expect(starts(getTraceSummaries({ ...range, TimeRangeType: type }, storeOf(3)))).toEqual(expected)
  })

  test('pages through 250 traces, and new ones do not shift a page', () => {
    const store = storeOf(250)
    const seen: number[] = []
    const request: Record<string, unknown> = { StartTime: 0, EndTime: 1000 }
    for (let pages = 1; ; pages++) {
      const result = getTraceSummaries(request, store)
      seen.push(...starts(result))
      addTrace(store, 1000 + pages, 500 + pages)
      request.NextToken = result.NextToken
      if (result.NextToken === undefined) break
    }
    expect(seen).toEqual(Array.from({ length: 250 }, (_, at) => 249 - at))
  })

  test.each([
    [{ EndTime: 1 }, 'StartTime is missing; it must be epoch seconds'],
    [{ StartTime: 1 }, 'EndTime is missing; it must be epoch seconds'],
    [
      { StartTime: '2026-11-22', EndTime: 1 },
      'StartTime is "2026-11-22"; it must be a number, epoch seconds',
    ],
    [
      { StartTime: 2, EndTime: 2 },
      'StartTime 2 is not before EndTime 2; the range is from the one to the other',
    ],
    [
      { StartTime: 1, EndTime: 2, TimeRangeType: 'Day' },
      'TimeRangeType is "Day"; it must be TraceId, Event, Service',
    ],
    [{ StartTime: 1, EndTime: 2, TimeRangeType: 'constructor' }, 'TimeRangeType is "constructor"'],
    [{ StartTime: 1, EndTime: 2, FilterExpression: 'fault' }, 'FilterExpression cannot be used yet'],
    [
      { StartTime: 1, EndTime: 2, NextToken: 'abc' },
      'NextToken is "abc"; it must be one that this server has given',
    ],
    [{ StartTime: 1, EndTime: 2, NextToken: 7 }, 'NextToken is 7; it must be a string'],
  ])('refuses %j', (request, message) => {
    expect(() => getTraceSummaries(request, storeOf(1))).toThrow(
      expect.objectContaining({ type: 'InvalidRequestException', message: expect.stringContaining(message) }),
    )
  })
})
