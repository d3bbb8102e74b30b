import { expect, test } from 'vitest'
import { parseDaemonAddress } from '../../src/client/index.ts'

const at = (host: string, port = 2000) => ({ host, port })

test.each([
  ['udp://127.0.0.1:2000', at('127.0.0.1'), at('127.0.0.1')],
  ['xray_daemon.local', at('xray_daemon.local'), at('xray_daemon.local')],
  ['[::1]:2001', at('::1', 2001), at('::1', 2001)],
  ['tcp:10.0.0.1:2000 udp:10.0.0.2:2001', at('10.0.0.2', 2001), at('10.0.0.1')],
  [' udp:10.0.0.2:2001  tcp:10.0.0.1:2000 ', at('10.0.0.2', 2001), at('10.0.0.1')],
])('parseDaemonAddress(%j)', (text, udp, tcp) => {
  expect(parseDaemonAddress(text)).toEqual({ udp, tcp })
})

test.each([
  '',
  'tcp:10.0.0.1:2000',
  'tcp:a:1 tcp:b:2',
  'udp:a:1 udp:b:2',
  'a b c',
  'a:0',
  'a:65536',
  '::1',
  '10.0.0.256:2000',
  '[1::2::3]:2000',
])('parseDaemonAddress(%j) is none', text => {
  expect(parseDaemonAddress(text)).toBeUndefined()
})
