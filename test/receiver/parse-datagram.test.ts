import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseDatagram } from '../../src/receiver/index.ts'
import { HEADER } from './sockets.ts'

const rule = 'a datagram is the line {"format":"json","version":1}, a newline, and one segment document'

describe('parseDatagram()', () => {
  test.each([
    ['{"format":"json","version":1}\n{"name":"shop"}', '{"name":"shop"}'],
    ['{"format": "JSON", "version": 1, "more": true}\n{}', '{}'],
    ['{"format":"json","version":1}\nline one\nline two', 'line one\nline two'],
    ['{"format":"json","version":1}\r\nörders', 'örders'],
  ])('gives the text behind the first newline of %j', (datagram, text) => {
    expect(parseDatagram(Buffer.from(datagram))).toEqual({ text })
  })

  test.each(['T1S', 'T1U'])('gives the request behind %s', prefix => {
    expect(parseDatagram(Buffer.from(`${HEADER}${prefix}CgkKBw==`))).toEqual({
      otlp: Buffer.from([10, 9, 10, 7]),
    })
  })

  test.each([
    [
      'MissingHeader',
      '{"name":"shop"}',
      `The datagram has no header line: it begins with "{\\"name\\":\\"shop\\"}"; ${rule}`,
    ],
    ['MissingHeader', '', `The datagram has no header line: it begins with ""; ${rule}`],
    ['InvalidHeader', '\n{}', `The datagram has the header ""; ${rule}`],
    ['InvalidHeader', 'null\n{}', `The datagram has the header "null"; ${rule}`],
    ['InvalidHeader', '{"format":"json","version":"1"}\n{}', /version.*"1/],
    ['InvalidHeader', '{"format":"json","version":2}\n{}', /version/],
    ['InvalidHeader', '{"format":"xml","version":1}\n{}', /xml/],
    ['EmptyBody', HEADER, `The datagram has nothing after its header; ${rule}`],
    ['NotUtf8', Buffer.concat([Buffer.from(HEADER), Buffer.from([0xff, 0xfe])]), /not UTF-8/],
    ['NotBase64', `${HEADER}T1SCgkKBw%`, /spans that are not in base64: it begins with "T1SCgkKBw%"/],
    ['NotBase64', `${HEADER}T1U`, /spans that are not in base64/],
  ])('refuses as %s what is %j', (code, datagram, message) => {
    const { refusal } = parseDatagram(Buffer.from(datagram as string))
    expect(refusal?.code).toBe(code)
    expect(refusal?.message).toMatch(message)
  })

  test('never throws on bytes', () => {
    const header = fc.constantFrom('', HEADER, '{"format":"json"', '\n')
    fc.assert(
      fc.property(header, fc.uint8Array({ maxLength: 64 }), (start, bytes) => {
        const { text, refusal } = parseDatagram(Buffer.concat([Buffer.from(start), bytes]))
        expect((text === undefined) !== (refusal === undefined)).toBe(true)
      }),
    )
  })
})
