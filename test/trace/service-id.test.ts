import { expect, test } from 'vitest'
import { serviceIdOf } from '../../src/trace/index.ts'
import { segment } from '../document/documents.ts'

test('a segment that was sent is a node by its name, origin and account', () => {
  expect(serviceIdOf(segment('shop'))).toEqual({ Name: 'shop', Names: ['shop'] })
  const pay = segment('pay', { origin: 'AWS::Lambda::Function', aws: { account_id: '123456789012' } })
  expect(serviceIdOf(pay)).toEqual({
    Name: 'pay',
    Names: ['pay'],
    AccountId: '123456789012',
    Type: 'AWS::Lambda::Function',
  })
})

test.each([
  ['DynamoDB', 'AWS::DynamoDB::Table', { table_name: 'orders' }, 'orders'],
  ['SQS', 'AWS::SQS::Queue', { queue_url: 'https://sqs/1/jobs' }, 'https://sqs/1/jobs'],
  ['Lambda', 'AWS::Lambda', { function_name: 'pay' }, 'pay'],
  ['S3', 'AWS::S3', { bucket_name: 'pictures' }, 'S3'],
])('an inferred %s is a node by the name of its resource, if that has nodes', (name, origin, aws, node) => {
  expect(serviceIdOf(segment(name, { origin, aws, inferred: true }))).toMatchObject({
    Name: node,
    Type: origin,
  })
})

test('an inferred host is remote', () => {
  expect(serviceIdOf(segment('pay.example.com', { inferred: true }))).toMatchObject({ Type: 'remote' })
})
