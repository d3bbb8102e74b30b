import { expect, test } from 'vitest'
import { redactUrl } from '../../src/segment/redact-url.ts'

test.each([
  ['https://a.example/p?q=1', 'https://a.example/p?q=1'],
  ['https://me:pw@a.example/p', 'https://a.example/p'],
  ['https://a.example/@me?x=@', 'https://a.example/@me?x=@'],
  ['postgresql://app:pw@db:5432/shop', 'postgresql://db:5432/shop'],
  ['https://a.example/?SIG=x&sv=1#sig', 'https://a.example/?SIG=REDACTED&sv=1#sig'],
  ['https://a.example/?a=1;password=x', 'https://a.example/?a=1;password=REDACTED'],
  ['https://a.example/?token', 'https://a.example/?token'],
])('redactUrl(%j) gives %j', (url, redacted) => {
  expect(redactUrl(url)).toBe(redacted)
})
