import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { type AwsResponse, recordAwsResponse } from '../../src/capture/record-aws-response.ts'
import { traced } from '../fixtures/traced.ts'

async function recorded(response: AwsResponse) {
  const call = { service: 'SQS', operation: 'ReceiveMessage', input: {} }
  const { spans } = await traced(() => recordAwsResponse(trace.getActiveSpan()!, call, response))
  return spans[0]!
}

test('records ids, status, retries and size', async () => {
  const $metadata = { attempts: 3, extendedRequestId: 'e-1', httpStatusCode: 200, requestId: 'r-1' }
  const response = { headers: { 'content-length': '42' } }
  expect((await recorded({ response, output: { $metadata } })).attributes).toMatchObject({
    'aws.request.id': 'r-1',
    'aws.request.extended_id': 'e-1',
    'http.response.status_code': 200,
    'http.request.resend_count': 2,
    'http.response.body.size': 42,
  })
})

test.each([undefined, '', '-1', '1e3', '9'.repeat(16), ['42']])('a length of %j is no size', async length => {
  const { attributes } = await recorded({ response: { headers: { 'content-length': length } }, output: {} })
  expect(attributes).not.toHaveProperty('http.response.body.size')
})

test('links to those who sent the messages', async () => {
  const AWSTraceHeader = 'Root=1-6921746b-5ac69fc467c01f3a268dc236;Parent=53995c3f42cd8ad8;Sampled=1'
  const Messages = [{ MessageId: 'm-1', Attributes: { AWSTraceHeader } }, { MessageId: 'm-2' }]
  const { attributes, links } = await recorded({ output: { Messages } })
  expect(attributes['messaging.batch.message_count']).toBe(2)
  expect(links).toMatchObject([
    { context: { spanId: '53995c3f42cd8ad8', traceFlags: 1 }, attributes: { 'messaging.message.id': 'm-1' } },
  ])
})
