import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { checkCaller } from '../../src/receiver/check-caller.ts'

function check(headers: IncomingMessage['headers'], boundHost = '127.0.0.1'): () => void {
  return () => checkCaller({ headers } as IncomingMessage, boundHost)
}

describe('checkCaller()', () => {
  test.each([
    [{ host: 'localhost:2000' }, '127.0.0.1'],
    [{ host: 'LOCALHOST' }, '127.0.0.1'],
    [{ host: '127.0.0.1:2000' }, '127.0.0.1'],
    [{ host: '[::1]:2000' }, '::1'],
    [{ host: '192.168.1.7:2000' }, '192.168.1.7'],
    [{ host: '[fe80::1]:2000' }, 'fe80::1'],
    [{ host: 'dev-box:2000' }, 'dev-box'],
    [{ host: 'host.docker.internal:2000' }, '0.0.0.0'],
    [{ host: 'anything' }, '::'],
    [{ host: 'localhost:2000', origin: 'http://localhost:2000' }, '127.0.0.1'],
    [{ host: 'localhost:2000', 'sec-fetch-site': 'same-origin' }, '127.0.0.1'],
    [{ host: 'localhost:2000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' }, '127.0.0.1'],
  ])('lets %j pass on %s', (headers, boundHost) => {
    expect(check(headers, boundHost)).not.toThrow()
  })

  test.each([
    [{ host: 'evil.example:2000' }, '127.0.0.1', 'The request is for the host "evil.example:2000"'],
    [{ host: 'localhost.evil.example' }, '127.0.0.1', 'The request is for the host'],
    [{ host: 'localhost@evil.example' }, '127.0.0.1', 'The request is for the host'],
    [{ host: '' }, '127.0.0.1', 'The request is for the host'],
    [{}, '127.0.0.1', 'The request is for no host'],
    [
      { host: 'localhost:2000', origin: 'http://evil.example' },
      '127.0.0.1',
      'The request comes from a page of',
    ],
    [
      { host: 'localhost:2000', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
      '127.0.0.1',
      'The request comes from a page of another site',
    ],
    [
      { host: 'localhost:2000', origin: 'http://localhost:3000' },
      '127.0.0.1',
      'The request comes from a page of',
    ],
    [{ host: 'localhost:2000', origin: 'null' }, '127.0.0.1', 'The request comes from a page of "null"'],
    [
      { host: 'localhost:2000', origin: 'http://evil.example' },
      '0.0.0.0',
      'The request comes from a page of',
    ],
  ])('stops %j on %s', (headers, boundHost, message) => {
    expect(check(headers, boundHost)).toThrow(
      expect.objectContaining({ status: 403, message: expect.stringContaining(message) }),
    )
  })

  test('a server without pages serves none, by whatever name', () => {
    const request = { headers: { host: 'evil.example:2000', origin: 'http://evil.example:2000' } }
    expect(() => checkCaller(request, '0.0.0.0', [], false)).toThrow(/only programs may call it$/)
    expect(() => checkCaller({ headers: { host: 'xray-daemon:2000' } }, '0.0.0.0', [], false)).not.toThrow()
  })
})
