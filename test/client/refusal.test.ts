import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTransientCode, refusalOf } from '../../src/client/refusal.ts'

const answer = (status: number, body: string | object, headers = {}) => ({
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
})

test.each([
  [
    'a header of AWS',
    answer(429, { Message: 'slow down' }, { 'x-amzn-errortype': 'ThrottledException:http://internal/' }),
    { code: 'ThrottledException', isTransient: true, text: '429 ThrottledException slow down' },
  ],
  [
    'a body of AWS',
    answer(403, { __type: 'com.amazon.coral#ExpiredTokenException', message: 'expired' }),
    { code: 'ExpiredTokenException', isTransient: false, isOfCredentials: true },
  ],
  ['throttling by 400', answer(400, { __type: 'ThrottlingException' }), { isTransient: true }],
  [
    'a wrong clock',
    answer(403, { __type: 'InvalidSignatureException', Message: 'Signature expired: 2026' }),
    { code: 'InvalidSignatureException', isOfSignature: true, isTransient: false },
  ],
  ['a page', answer(502, '<html>\n<body>'), { code: 'http_502', isTransient: true, text: '502 <html>' }],
  ['nothing', answer(404, ''), { code: 'http_404', isTransient: false, text: '404' }],
  [
    'a redirect',
    answer(307, '', { location: 'http://evil.example' }),
    { code: 'redirect', isTransient: false },
  ],
  ['JSON that is no object', answer(500, 'null'), { code: 'http_500', isTransient: true }],
])('refusalOf() reads %s', (_, given, expected) => {
  expect(refusalOf(given, {})).toMatchObject(expected)
})

test('refusalOf() takes out what the request had secret, and what lies behind the first line', () => {
  const sent = { authorization: 'AWS4-HMAC-SHA256 Signature=abc', 'x-amz-security-token': 'TOKEN' }
  const Message = `no match: AWS4-HMAC-SHA256 Signature=abc and TOKEN\nThe Canonical String was\nx-amz-security-token:TOKEN`
  expect(refusalOf(answer(403, { Message }), sent).text).toBe('403 no match: … and …')
})

test('refusalOf() leaves no half of a secret where it cuts', () => {
  const secret = 'S'.repeat(200)
  const { text } = refusalOf(answer(403, { Message: `${'-'.repeat(250)}${secret}` }), {
    'x-amz-security-token': secret,
  })
  expect(text).toBe(`403 ${'-'.repeat(250)}…`)
})

test('no answer makes refusalOf() throw or hold a secret', () => {
  const body = fc.oneof(fc.string(), fc.json(), fc.constant('{"Message":"TOKEN TOKEN"}'))
  fc.assert(
    fc.property(fc.integer({ min: 100, max: 599 }), body, fc.string(), (status, text, type) => {
      const refusal = refusalOf(answer(status, text, { 'x-amzn-errortype': type }), {
        'x-amz-security-token': 'TOKEN',
      })
      expect(refusal.code).not.toBe('')
      expect(refusal.text.length).toBeLessThan(500)
      expect(refusal.text).not.toContain('TOKEN')
    }),
  )
})

test.each([
  ['ThrottledException', true],
  ['InternalFailure', true],
  ['ServiceUnavailable', true],
  ['InvalidSegment', false],
  ['MissingId', false],
])('isTransientCode(%j) is %j', (code, isTransient) => {
  expect(isTransientCode(code)).toBe(isTransient)
})
