import { describe, expect, test } from 'vitest'
import { localBanner } from '../../src/cli/local-banner.ts'
import type { LocalXRay } from '../../src/local/index.ts'

function bannerOf(address: string, port: number): string {
  return localBanner({ address, port, otlp: {} } as LocalXRay, true)
}

describe('localBanner()', () => {
  test('tells where it listens and how to use it', () => {
    expect(bannerOf('127.0.0.1', 2000)).toMatch(/^spanray local is listening on 127\.0\.0\.1:2000 /)
    expect(bannerOf('127.0.0.1', 2000)).toMatch(
      'AWS_XRAY_DAEMON_ADDRESS=127.0.0.1:2000 node --require spanray/register app.js',
    )
    expect(bannerOf('127.0.0.1', 2000)).toMatch(/spanray traces\n/)
  })

  test.each([
    ['0.0.0.0', '127.0.0.1:2001'],
    ['::1', '[::1]:2001'],
    ['::', '[::1]:2001'],
  ])('writes %s as one calls it', (address, authority) => {
    expect(bannerOf(address, 2001)).toContain(`AWS_XRAY_DAEMON_ADDRESS=${authority} `)
    expect(bannerOf(address, 2001)).toContain(`spanray traces --endpoint http://${authority}\n`)
  })
})
