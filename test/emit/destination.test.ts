import { describe, expect, test } from 'vitest'
import { parseDestination } from '../../src/emit/index.ts'

describe('parseDestination()', () => {
  test.each([
    ['udp://127.0.0.1:2000', '127.0.0.1', 2000],
    ['udp://xray-daemon:3000/', 'xray-daemon', 3000],
    ['127.0.0.1:2001', '127.0.0.1', 2001],
    ['xray_daemon.local', 'xray_daemon.local', 2000],
    ['[::1]:2000', '::1', 2000],
    ['udp://[2001:db8::1]:2000', '2001:db8::1', 2000],
    ['tcp:10.0.0.1:2000 udp:10.0.0.2:2001', '10.0.0.2', 2001],
    ['udp:10.0.0.2:2001 tcp:10.0.0.1:2000', '10.0.0.2', 2001],
    [' 127.0.0.1:2000 ', '127.0.0.1', 2000],
  ])('reads %j', (text, host, port) => {
    expect(parseDestination(text)).toEqual({ protocol: 'udp', host, port })
  })

  test.each([
    ['xray', { protocol: 'xray' }],
    [
      ' https://xray.eu-west-1.amazonaws.com ',
      { protocol: 'xray', url: 'https://xray.eu-west-1.amazonaws.com' },
    ],
    ['http://127.0.0.1:2000/x', { protocol: 'xray', url: 'http://127.0.0.1:2000/x' }],
    [
      'otlp+https://xray.eu-west-1.amazonaws.com/v1/traces',
      { protocol: 'otlp', url: 'https://xray.eu-west-1.amazonaws.com/v1/traces' },
    ],
    ['otlp+http://localhost:4318', { protocol: 'otlp', url: 'http://localhost:4318/v1/traces' }],
    ['otlp+http://c/otlp/v1/traces', { protocol: 'otlp', url: 'http://c/otlp/v1/traces' }],
  ])('reads %j', (text, destination) => {
    expect(parseDestination(text)).toEqual(destination)
  })

  test.each([
    '',
    'https://',
    'otlp://a',
    'otlp+http://',
    '127.0.0.1:0',
    '127.0.0.1:65536',
    '127.0.0.1:port',
    'tcp:10.0.0.1:2000',
    'udp:a:1 udp:b:2',
    'ftp://a',
    'a b c',
    '::1',
  ])('refuses %j, and shows the right forms', text => {
    expect(() => parseDestination(text)).toThrow(TypeError)
    expect(() => parseDestination(text)).toThrow('udp://127.0.0.1:2000')
  })
})
