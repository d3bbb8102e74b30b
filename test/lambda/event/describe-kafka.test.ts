import { expect, test } from 'vitest'
import { describeKafka } from '../../../src/lambda/event/describe-kafka.ts'

test('knows Amazon MSK and a cluster of your own', () => {
  expect(describeKafka({ eventSource: 'aws:kafka', records: {} })?.trigger).toBe('pubsub')
  expect(describeKafka({ eventSource: 'SelfManagedKafka', records: {} })?.trigger).toBe('pubsub')
  expect(describeKafka({ eventSource: 'aws:sqs', records: {} })).toBeUndefined()
})
