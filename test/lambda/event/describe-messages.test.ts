import { expect, test } from 'vitest'
import { describeRecords } from '../../../src/lambda/event/describe-messages.ts'

test('takes no other event for a batch', () => {
  for (const event of [{}, { Records: [] }, { Records: [{ eventSource: 'aws:unknown' }] }, { Records: 'x' }])
    expect(describeRecords(event)).toBeUndefined()
})

test('does not read the data of a record that is too long', () => {
  const data = Buffer.from(`{"traceparent":"x","rest":"${'x'.repeat(64_000)}"}`).toString('base64')
  const event = { Records: [{ eventSource: 'aws:kinesis', kinesis: { data } }] }
  expect(describeRecords(event)?.carriers).toEqual([{}])
})
