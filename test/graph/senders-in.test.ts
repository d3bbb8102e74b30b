import { expect, test } from 'vitest'
import { sendersIn } from '../../src/graph/index.ts'
import { type MergedTrace, mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { idOf, segment, subsegment } from '../document/documents.ts'

const send = subsegment('SQS', { namespace: 'aws', aws: { queue_url: 'jobs' }, start_time: 1_500_000_000.5 })
const record = recordTrace(mergeTrace([segment('shop', { subsegments: [send] })]) as MergedTrace)

const senderOf = sendersIn(record)

test('is the queue that a subsegment sent to, or the service of a segment', () => {
  expect(senderOf(idOf('SQS'))).toMatchObject({
    service: { Name: 'jobs' },
    sentSeconds: 1_500_000_000.5,
  })
  expect(senderOf(idOf('shop'))).toMatchObject({ service: { Name: 'shop' } })
  expect(senderOf(idOf('who'))).toBeUndefined()
})
