import { deflateSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { inflateBody, isKnownEncoding, TooLarge } from '../../../src/receiver/otlp/inflate-body.ts'

const body = Buffer.from('spans'.repeat(100))

describe('inflateBody()', () => {
  test.each([
    ['identity', body],
    ['gzip', gzipSync(body)],
    ['deflate', deflateSync(body)],
  ])('gives the bytes behind %s', (encoding, bytes) => {
    expect(isKnownEncoding(encoding)).toBe(true)
    expect(inflateBody(bytes, encoding, body.length)).toEqual(body)
  })

  test('stops at the limit, whatever a body would grow to', () => {
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
    expect(() => inflateBody(bomb, 'gzip', 1024 * 1024)).toThrow(TooLarge)
    expect(() => inflateBody(gzipSync(body), 'gzip', body.length - 1)).toThrow(TooLarge)
  })

  test('throws on bytes of another encoding', () => {
    expect(() => inflateBody(body, 'gzip', 1000)).toThrow('incorrect header check')
    expect(() => inflateBody(gzipSync(body).subarray(0, 15), 'gzip', 1000)).toThrow('unexpected end of file')
    expect(isKnownEncoding('br')).toBe(false)
  })
})
