import { expect, test } from 'vitest'
import { describeHttp } from '../../../src/lambda/event/describe-http.ts'

test('takes no other event for a request', () => {
  for (const event of [{}, { requestContext: 7 }, { httpMethod: '' }, { Records: [] }])
    expect(describeHttp(event)).toBeUndefined()
})

test('writes a query as it came, however the sender encoded it', () => {
  const queryStringParameters = { 'a b': 'ü', c: '100%25', lone: '\ud800' }
  const event = { httpMethod: 'GET', requestContext: {}, queryStringParameters }
  expect(describeHttp(event)?.attributes['url.query']).toBe('a%20b=%C3%BC&c=100%25&lone=%3F')
})
