import { expect, test } from 'vitest'
import { SettingsError } from '../../src/daemon/daemon-settings.ts'
import { parseProxyAddress } from '../../src/daemon/parse-proxy-address.ts'

test.each([
  ['http://proxy.example:3128', 'http://proxy.example:3128'],
  ['http://me:secret@proxy.example', 'http://me:secret@proxy.example'],
  ['proxy.example:3128', 'http://proxy.example:3128'],
  ['[::1]:3128', 'http://[::1]:3128'],
])('%s is the proxy %s', (text, url) => {
  expect(parseProxyAddress(text)).toBe(url)
})

test.each(['https://proxy.example', 'socks5://proxy.example', 'http://', 'proxy:port'])(
  '%s is none',
  text => {
    expect(() => parseProxyAddress(text)).toThrow(SettingsError)
  },
)

test('a password is not told', () => {
  expect(() => parseProxyAddress('https://me:secret@proxy.example')).toThrow(
    'The address of the proxy is "…@proxy.example"; it must be that of an HTTP proxy',
  )
})
