import { expect, test } from 'vitest'
import { formatPageEnd, readPageEnd } from '../../../src/local/api/page-end.ts'

test('a page end goes through a token and comes back', () => {
  const end = { startSeconds: 1.5e9, xrayTraceId: '1-581cf771-a006649127e371903a2de979' }
  expect(readPageEnd(formatPageEnd(end))).toEqual(end)
  expect(readPageEnd(undefined)).toBeUndefined()
})

test.each(['abc', Buffer.from('[1]').toString('base64url'), ''])('readPageEnd() refuses %j', token => {
  expect(() => readPageEnd(token)).toThrow('it must be one that this server has given')
})
