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
    '',
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
