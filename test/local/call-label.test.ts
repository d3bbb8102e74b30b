import { describe, expect, test } from 'vitest'
import { callLabel } from '../../src/local/call-label.ts'
import { segment, subsegment } from '../document/documents.ts'

const url = 'https://pay.example.com/v1/card?number=4111'

describe('callLabel()', () => {
  test.each([
    [
      subsegment('DynamoDB', { namespace: 'aws', aws: { operation: 'PutItem', table_name: 'orders' } }),
      'PutItem orders',
    ],
    [
      subsegment('SQS', { aws: { operation: 'SendMessage', queue_url: 'https://sqs.x/12/jobs' } }),
      'SendMessage jobs',
    ],
    [
      subsegment('SNS', { aws: { operation: 'Publish', topic_arn: 'arn:aws:sns:x:12:news' } }),
      'Publish news',
    ],
    [subsegment('S3', { aws: { operation: 'ListBuckets', bucket_name: 7 } }), 'ListBuckets'],
    [subsegment('db', { namespace: 'remote', sql: { sanitized_query: 'SELECT ?' } }), 'SELECT ?'],
    [subsegment('db', { sql: { database_type: 'postgresql' } }), 'postgresql'],
    [subsegment('pay', { namespace: 'remote', http: { request: { method: 'GET', url } } }), 'GET /v1/card'],
    [subsegment('pay', { namespace: 'remote', http: { request: { url: 'not a url' } } }), 'not a url'],
    [segment('shop', { origin: 'AWS::ECS::Fargate', http: { request: { url } } }), 'AWS::ECS::Fargate'],
    [subsegment('step'), ''],
  ])('reads %j as %s', (entity, expected) => {
    expect(callLabel(entity)).toBe(expected)
  })
})
