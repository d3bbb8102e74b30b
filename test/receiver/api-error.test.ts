import { expect, test } from 'vitest'
import { invalidRequest } from '../../src/receiver/index.ts'

test('invalidRequest() is the exception that AWS SDKs know', () => {
  expect(invalidRequest('TraceIds is missing')).toMatchObject({
    type: 'InvalidRequestException',
    status: 400,
    message: 'TraceIds is missing',
  })
})
