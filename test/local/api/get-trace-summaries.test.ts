import { describe, expect, test } from 'vitest'
import {
  type GetTraceSummariesResult,
  getTraceSummaries,
} from '../../../src/local/api/get-trace-summaries.ts'
import { GroupBook } from '../../../src/local/group-book.ts'
import { TraceDatabase } from '../../../src/local/store/trace-database.ts'
import { segment } from '../../document/documents.ts'
import { arrivalsOf } from '../store/arrivals.ts'
import { askDatabase } from '../store/ask-database.ts'

function traceIdOf(at: number): string {
  return `1-581cf771-${at.toString(16).padStart(24, '0')}`
}

/** Traces that start at second 0, 1, 2 … and last ten seconds each; told of at second 1,000. */
function databaseOf(count: number): TraceDatabase {
  const database = new TraceDatabase({ maxBytes: Infinity, maxTraces: Infinity })
  for (let at = 0; at < count; at++) addTrace(database, at)
  return database
}

function addTrace(database: TraceDatabase, at: number, startSeconds = at): void {
  const document = segment('shop', {
    trace_id: traceIdOf(at),
    start_time: startSeconds,
    end_time: startSeconds + 10,
  })
  database.add(arrivalsOf([document], 1_000_000))
}

function starts(result: GetTraceSummariesResult): number[] {
  return result.TraceSummaries.map(({ StartTime }) => StartTime)
}

describe('getTraceSummaries()', () => {
  test('gives the traces that start in the range, the newest first', async () => {
    const result = await getTraceSummaries(
      { StartTime: 3, EndTime: 6 },
      new GroupBook(),
      askDatabase(databaseOf(10)),
    )
    expect(starts(result)).toEqual([5, 4, 3])
    expect(result).toMatchObject({ ApproximateTime: 5, TracesProcessedCount: 3 })
    expect(result).not.toHaveProperty('NextToken')
  })

  test.each([
    ['TraceId', { StartTime: 11, EndTime: 13 }, []],
    ['Event', { StartTime: 11, EndTime: 13 }, [2, 1]],
    ['Event', { StartTime: 999, EndTime: 1001 }, [2, 1, 0]],
    ['Service', { StartTime: 11, EndTime: 12 }, [1]],
  ])('counts as %s what it says', async (type, range, expected) => {
    const ask = askDatabase(databaseOf(3))
    expect(starts(await getTraceSummaries({ ...range, TimeRangeType: type }, new GroupBook(), ask))).toEqual(
      expected,
    )
  })

  test('pages through 250 traces, and new ones do not shift a page', async () => {
    const database = databaseOf(250)
    const seen: number[] = []
    const request: Record<string, unknown> = { StartTime: 0, EndTime: 1000 }
    for (let pages = 1; ; pages++) {
      const result = await getTraceSummaries(request, new GroupBook(), askDatabase(database))
      seen.push(...starts(result))
      addTrace(database, 1000 + pages, 500 + pages)
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
    [
      { StartTime: 1, EndTime: 2, NextToken: 'abc' },
      'NextToken is "abc"; it must be one that this server has given',
    ],
    [{ StartTime: 1, EndTime: 2, NextToken: 7 }, 'NextToken is 7; it must be a string'],
  ])('refuses %j', async (request, message) => {
    await expect(
      getTraceSummaries(request, new GroupBook(), askDatabase(databaseOf(1))),
    ).rejects.toMatchObject({
      type: 'InvalidRequestException',
      message: expect.stringContaining(message),
    })
  })
})
