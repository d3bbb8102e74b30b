import { describe, expect, test } from 'vitest'
import { batchGetTraces } from '../../../src/local/api/batch-get-traces.ts'
import { idOf, independent, segment, subsegment, TRACE_ID } from '../../document/documents.ts'
import { databaseOf } from '../store/arrivals.ts'
import { askDatabase } from '../store/ask-database.ts'

const lost = independent('lost', 'nobody', { start_time: 1_500_000_000.5 })

function get(...ids: string[]) {
  const database = databaseOf([independent('step', 'shop'), segment('shop'), lost])
  return batchGetTraces({ TraceIds: ids }, askDatabase(database))
}

describe('batchGetTraces()', () => {
  test.each([
    ['as X-Ray writes it', TRACE_ID],
    ['in capitals', TRACE_ID.toUpperCase()],
    ['as 32 hex digits', TRACE_ID.replaceAll('-', '').slice(1)],
  ])('finds a trace by its id %s', async (_name, id) => {
    expect(await get(id)).toEqual({
      Traces: [
        {
          Id: TRACE_ID,
          Duration: 1,
          LimitExceeded: false,
          Segments: [
            {
              Id: idOf('shop'),
              Document: JSON.stringify(segment('shop', { subsegments: [subsegment('step')] })),
            },
            { Id: idOf('lost'), Document: JSON.stringify(lost) },
          ],
        },
      ],
      UnprocessedTraceIds: [],
    })
  })

  test('gives back the ids of what is not there, and what is no id', async () => {
    const answer = await get('nonsense', '1-581cf771-000000000000000000000001', TRACE_ID)
    expect(answer.Traces).toHaveLength(1)
    expect(answer.UnprocessedTraceIds).toEqual(['1-581cf771-000000000000000000000001', 'nonsense'])
  })

  test('answers an id once', async () => {
    expect((await get(TRACE_ID, TRACE_ID)).Traces).toHaveLength(1)
  })

  test.each([
    [{}, 'TraceIds is missing; it must be a list of 1 to 5 strings'],
    [{ TraceIds: [] }, 'TraceIds has 0 items; it must be a list of 1 to 5 strings'],
    [{ TraceIds: Array(6).fill(TRACE_ID) }, 'TraceIds has 6 items; it must be a list of 1 to 5 strings'],
    [{ TraceIds: TRACE_ID }, `TraceIds is "${TRACE_ID}"; it must be a list of 1 to 5 strings`],
    [
      { TraceIds: [TRACE_ID], NextToken: '1' },
      'NextToken is "1"; it is not supported here: all is on one page',
    ],
    [{ TraceIds: [7] }, 'TraceIds has 7 in it; it must be a list of 1 to 5 strings'],
  ])('refuses %j', async (request, message) => {
    const ask = askDatabase(databaseOf([]))
    await expect(batchGetTraces(request, ask)).rejects.toMatchObject({ status: 400, message })
  })
})
