import { describe, expect, test } from 'vitest'
import { localBanner, localFarewell } from '../../src/cli/local-banner.ts'
import type { LocalXRay, LocalXRayStats } from '../../src/local/index.ts'

function bannerOf(address: string, port: number): string {
  return localBanner({ address, port, otlp: {} } as LocalXRay, true)
}

describe('localBanner()', () => {
  test('tells where it listens and how to use it', () => {
    expect(bannerOf('127.0.0.1', 2000)).toMatch(/^spanray local is listening on 127\.0\.0\.1:2000 /)
    // Where an app sends by itself, and every request of it.
    expect(bannerOf('127.0.0.1', 2000)).toMatch(
      /trace an app {3}OTEL_TRACES_SAMPLER=always_on node --require spanray\/register app\.js\n/,
    )
    expect(bannerOf('127.0.0.1', 2000)).toMatch(/spanray traces\n/)
  })

  test.each([
    ['0.0.0.0', '127.0.0.1:2001'],
    ['::1', '[::1]:2001'],
    ['::', '[::1]:2001'],
  ])('writes %s as one calls it', (address, authority) => {
    expect(bannerOf(address, 2001)).toContain(
      `AWS_XRAY_DAEMON_ADDRESS=${authority} OTEL_TRACES_SAMPLER=always_on node `,
    )
    expect(bannerOf(address, 2001)).toContain(`spanray traces --endpoint http://${authority}\n`)
  })
})

test('localFarewell() says what has come, and what was not kept', () => {
  const stats = {
    documents: { received: 90, refused: 2 },
    datagrams: { rejected: 1 },
    traces: { held: 10, evicted: 80 },
  } as LocalXRayStats
  expect(localFarewell(stats)).toBe(
    'spanray local has ended: 90 documents, 2 refused, 1 unreadable datagram, 90 traces, 80 evicted\n',
  )
})
