import type { IncomingMessage } from 'node:http'
import { expect, test } from 'vitest'
import { traceText } from '../../../src/local/endpoints/trace-text.ts'
import { independent, segment, subsegment, TRACE_ID } from '../../document/documents.ts'
import { askDatabase } from '../store/ask-database.ts'
import { databaseOf } from '../store/questions/questions.ts'

const ask = askDatabase(
  databaseOf(
    segment('shop'),
    independent('call', 'shop', { namespace: 'remote' }),
    independent('lost', 'nobody'),
  ),
)
const answerOf = async (query: string) => JSON.parse(await traceText({ url: query } as IncomingMessage, ask))

test('traceText() gives the documents of a trace, merged, and nothing that was not sent', async () => {
  const call = subsegment('call', { namespace: 'remote' })
  const merged = [independent('lost', 'nobody'), segment('shop', { subsegments: [call] })]
  expect(await answerOf(`/api/trace?id=${TRACE_ID}`)).toEqual(merged)
  expect(await answerOf(`/api/trace?id=${TRACE_ID.replaceAll('-', '').slice(1)}`)).toEqual(merged)
})

test('traceText() gives an empty list for what is not there, and for what is no trace id', async () => {
  for (const query of [`?id=1-00000000-${'0'.repeat(23)}1`, '?id=nonsense', '?id=', '', '?id=%ff'])
    expect(await answerOf(`/api/trace${query}`)).toEqual([])
})
