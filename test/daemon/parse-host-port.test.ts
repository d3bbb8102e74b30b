import { expect, test } from 'vitest'
import { parseHostPort } from '../../src/daemon/parse-host-port.ts'

test.each([
  ['127.0.0.1:2000', { host: '127.0.0.1', port: 2000 }],
  ['[::1]:0', { host: '::1', port: 0 }],
  ['localhost:65535', { host: 'localhost', port: 65_535 }],
  [':2000', { host: '0.0.0.0', port: 2000 }],
])('%s', (text, address) => {
  expect(parseHostPort('--bind', text)).toEqual(address)
})

test.each(['', '2000', 'localhost', '127.0.0.1:65536', '::1:2000', 'a b:1', 'x:-1'])('%j is none', text => {
  expect(() => parseHostPort('--bind', text)).toThrow(/^--bind is ".*"; it must be an address and a port/)
})
