import { expect, test } from 'vitest'
import type { Subsegment } from '../../src/document/index.ts'
import { inferSegment } from '../../src/trace/infer-segment.ts'
import { subsegment, TRACE_ID } from '../document/documents.ts'

const infer = (name: string, more: Partial<Subsegment>) => inferSegment(subsegment(name, more), TRACE_ID)

test('is the call from the other side', () => {
  const call = subsegment('DynamoDB', {
    id: '4cd3f10b76c624b4',
    namespace: 'aws',
    aws: { table_name: 'orders', operation: 'PutItem' },
    http: { response: { status: 400 } },
    error: true,
    metadata: { debug: { a: 1 } },
    annotations: { plan: 'gold' },
  })
  expect(inferSegment(call, TRACE_ID)).toEqual({
    id: 'b32c0ef48939db4b',
    name: 'DynamoDB',
    trace_id: TRACE_ID,
    parent_id: '4cd3f10b76c624b4',
    start_time: call.start_time,
    end_time: call.end_time,
    inferred: true,
    origin: 'AWS::DynamoDB::Table',
    http: call.http,
    aws: call.aws,
    error: true,
    metadata: call.metadata,
  })
})

test.each<[string, Partial<Subsegment>, string | undefined]>([
  ['DynamoDB', { namespace: 'aws', aws: { operation: 'ListTables' } }, 'AWS::DynamoDB'],
  ['SNS', { namespace: 'aws', aws: { topic_arn: 'arn:aws:sns:us-west-2:123456789012:news' } }, 'AWS::SNS'],
  ['SQS', { namespace: 'aws', aws: { queue_url: 'https://sqs/1/jobs' } }, 'AWS::SQS::Queue'],
  ['Simple Systems Management', { namespace: 'aws' }, 'AWS::SimpleSystemsManagement'],
  ['shop@db.example.com', { namespace: 'remote', sql: { sanitized_query: 'SELECT ?' } }, 'Database::SQL'],
  ['pay.example.com', { namespace: 'remote' }, undefined],
])('says of %s what it is', (name, more, origin) => {
  expect(infer(name, more).origin).toBe(origin)
})

test('goes on while the call goes on', () => {
  const call: Subsegment = { name: 'pay', id: '4cd3f10b76c624b4', start_time: 1, in_progress: true }
  expect(inferSegment(call, TRACE_ID)).toMatchObject({ in_progress: true })
  expect(inferSegment(call, TRACE_ID)).not.toHaveProperty('end_time')
})
