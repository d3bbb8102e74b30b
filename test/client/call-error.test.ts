import { expect, test } from 'vitest'
import { CallError } from '../../src/client/index.ts'

test('CallError says what failed, and whether it may pass', () => {
  const error = new CallError('Cannot call X-Ray at http://a: it answered 503', {
    code: 'http_503',
    status: 503,
    retryAfterMillis: 2000,
    isTransient: true,
  })
  expect(error).toBeInstanceOf(Error)
  expect(`${error}`).toBe('CallError: Cannot call X-Ray at http://a: it answered 503')
  expect({ ...error }).toMatchObject({
    code: 'http_503',
    status: 503,
    retryAfterMillis: 2000,
    isTransient: true,
  })
})
