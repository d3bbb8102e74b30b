import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { UdpTraffic } from '../../src/emit/udp-traffic.ts'
import { udpPair } from '../fixtures/udp-pair.ts'

test.runIf(process.platform === 'linux').each([
  ['udp4', '127.0.0.1', 4],
  ['udp6', '::1', 6],
] as const)('tells for %s whether all is read that was sent since it was', async (type, host, family) => {
  const { receiver, sender } = await udpPair(type, host)
  const traffic = new UdpTraffic(family)
  const isAllRead = () => {
    traffic.look()
    return traffic.isAllRead
  }
  expect(isAllRead()).toBe(false)
  // Other tests send datagrams meanwhile: what is read and sent is in balance now and then.
  await vi.waitFor(async () => {
    traffic.note(true)
    expect(isAllRead()).toBe(true)
    sender.send(Buffer.alloc(10))
    expect(isAllRead()).toBe(false)
    await once(receiver, 'message')
    expect(isAllRead()).toBe(true)
  })
  traffic.note(false)
  expect(isAllRead()).toBe(false)
  traffic.close()
  receiver.close()
  sender.close()
})
