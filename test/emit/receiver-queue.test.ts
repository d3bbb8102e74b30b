import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { ReceiverQueue } from '../../src/emit/receiver-queue.ts'
import { deadPort } from '../fixtures/udp-listener.ts'
import { udpPair } from '../fixtures/udp-pair.ts'

const IPV4 = { address: '127.0.0.1', family: 4 }

test.runIf(process.platform === 'linux').each([
  ['udp4', '127.0.0.1', 4],
  ['udp6', '::1', 6],
] as const)('sees what a socket of %s has not read', async (type, host, family) => {
  const address = { address: host, family }
  const { receiver, sender } = await udpPair(type, host)
  const queue = new ReceiverQueue(receiver.address().port)
  expect(queue.unreadBytes(address, 1)).toBe(0)
  for (let count = 0; count < 10; count++) sender.send(Buffer.alloc(1000))
  expect(queue.unreadBytes(address, 1)).toBeGreaterThan(10_000)
  await once(receiver, 'message')
  await vi.waitFor(() => expect(queue.unreadBytes(address, 1)).toBe(0))
  receiver.close()
  sender.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('is not misled by what others read and leave unread', async () => {
  const [receiver, other] = [createSocket('udp4'), createSocket('udp4')]
  receiver.bind(0, '127.0.0.1')
  other.bind(0, '127.0.0.1')
  await Promise.all([once(receiver, 'listening'), once(other, 'listening')])
  const sender = createSocket('udp4')
  const queue = new ReceiverQueue(receiver.address().port)
  expect(queue.unreadBytes(IPV4, 1)).toBe(0)
  // One that nobody reads, since nobody is there.
  sender.send(Buffer.alloc(10), await deadPort(), '127.0.0.1')
  expect(queue.unreadBytes(IPV4, 1)).toBe(0)
  for (let count = 0; count < 5; count++) {
    sender.send(Buffer.alloc(1000), other.address().port, '127.0.0.1')
    await once(other, 'message')
    expect(queue.unreadBytes(IPV4, 1)).toBe(0)
  }
  // The event loop has not come round to reading them.
  for (let count = 0; count < 20; count++)
    sender.send(Buffer.alloc(1000), receiver.address().port, '127.0.0.1')
  await new Promise(resolve => process.nextTick(resolve))
  expect(queue.unreadBytes(IPV4, 1)).toBeGreaterThan(20_000)
  for (const socket of [receiver, other, sender]) socket.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('tells sockets apart that have one port', async () => {
  const { receiver, sender } = await udpPair('udp4', '127.0.0.2')
  const { port } = receiver.address()
  const others = [
    createSocket('udp4').bind(port, '127.0.0.1'),
    createSocket({ type: 'udp6', ipv6Only: true }).bind(port, '::1'),
  ]
  await Promise.all(others.map(socket => once(socket, 'listening')))
  sender.send(Buffer.alloc(1000))
  const haveUnread = ['127.0.0.1', '127.0.0.2', '::1'].filter(address => {
    const queue = new ReceiverQueue(port)
    const unread = queue.unreadBytes({ address, family: address === '::1' ? 6 : 4 }, 1)
    queue.close()
    return unread !== 0
  })
  expect(haveUnread).toEqual(['127.0.0.2'])
  for (const socket of [receiver, sender, ...others]) socket.close()
})

test.runIf(process.platform === 'linux').each([
  ['udp4', '0.0.0.0'],
  ['udp6', '::'],
  ['udp6', '::ffff:127.0.0.1'],
] as const)('sees a socket of %s at %s', async (type, host) => {
  const receiver = createSocket(type).bind(0, host)
  await once(receiver, 'listening')
  const queue = new ReceiverQueue(receiver.address().port)
  expect(queue.isThere(IPV4)).toBe(true)
  expect(queue.isThere({ address: '::1', family: 6 })).toBe(host === '::')
  receiver.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('sees a socket among many others', async () => {
  const sockets = Array.from({ length: 120 }, () => createSocket('udp4').bind(0, '127.0.0.1'))
  await Promise.all(sockets.map(socket => once(socket, 'listening')))
  for (const socket of sockets) {
    const queue = new ReceiverQueue(socket.address().port)
    // Other tests open and close sockets meanwhile: one may be overlooked for once.
    await vi.waitFor(() => expect(queue.isThere(IPV4)).toBe(true))
    queue.close()
  }
  for (const socket of sockets) socket.close()
})

test.runIf(process.platform === 'linux')('sees a socket that comes later, after a while', async () => {
  const port = await deadPort()
  const queue = new ReceiverQueue(port)
  expect(queue.unreadBytes(IPV4, 1)).toBeUndefined()
  const receiver = createSocket('udp4').bind(port, '127.0.0.1')
  await once(receiver, 'listening')
  const answers = Array.from({ length: 30 }, () => queue.unreadBytes(IPV4, 1))
  expect(answers.at(-1)).toBe(0)
  receiver.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('sees it at once when it is asked to look', async () => {
  const port = await deadPort()
  const queue = new ReceiverQueue(port)
  expect(queue.unreadBytes(IPV4, 1)).toBeUndefined()
  const receiver = createSocket('udp4').bind(port, '127.0.0.1')
  await once(receiver, 'listening')
  expect(queue.unreadBytes(IPV4, 1)).toBeUndefined()
  expect(queue.isThere(IPV4)).toBe(true)
  expect(queue.unreadBytes(IPV4, 1)).toBe(0)
  receiver.close()
  queue.close()
})

test.runIf(process.platform === 'linux').each([
  ['udp4', '127.0.0.1', 4],
  ['udp6', '::1', 6],
] as const)('tells once that a socket of %s had no room', async (type, host, family) => {
  const address = { address: host, family }
  const { receiver, sender } = await udpPair(type, host)
  const send = (count: number) => {
    for (let sent = 0; sent < count; sent++) sender.send(Buffer.alloc(1000))
  }
  send(500)
  const queue = new ReceiverQueue(receiver.address().port)
  queue.startAnew(address)
  expect(queue.hasLost(address, 1)).toBe(false)
  for (let round = 0; round < 12; round++) {
    send(1)
    expect([queue.hasLost(address, 1), queue.hasLost(address, 1)]).toEqual([true, false])
  }
  while (queue.unreadBytes(address, 1)) await once(receiver, 'message')
  send(1)
  expect(queue.hasLost(address, 1)).toBe(false)
  receiver.close()
  sender.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('looks for a loss only where it has not looked since', async () => {
  const { receiver, sender } = await udpPair('udp4', '127.0.0.1')
  const queue = new ReceiverQueue(receiver.address().port)
  queue.startAnew(IPV4)
  expect(queue.unreadBytes(IPV4, 2)).toBe(0)
  for (let sent = 0; sent < 500; sent++) sender.send(Buffer.alloc(1000))
  expect([queue.hasLost(IPV4, 1), queue.hasLost(IPV4, 2)]).toEqual([false, true])
  receiver.close()
  sender.close()
  queue.close()
})

test.runIf(process.platform === 'linux')(
  'takes one that it sees no longer for one that may have lost some',
  async () => {
    const { receiver, sender } = await udpPair('udp4', '127.0.0.1')
    const gone = createSocket('udp4').bind(0, '127.0.0.1')
    await once(gone, 'listening')
    const queue = new ReceiverQueue(gone.address().port)
    queue.startAnew(IPV4)
    gone.close()
    await once(gone, 'close')
    for (let sent = 0; sent < 500; sent++) sender.send(Buffer.alloc(1000))
    expect([queue.hasLost(IPV4, 1), queue.hasLost(IPV4, 1)]).toEqual([true, false])
    receiver.close()
    sender.close()
    queue.close()
  },
)

test.runIf(process.platform === 'linux')('is not misled by what others lose', async () => {
  const { receiver, sender } = await udpPair('udp4', '127.0.0.1')
  const queue = new ReceiverQueue(await deadPort())
  queue.startAnew(IPV4)
  for (let sent = 0; sent < 500; sent++) sender.send(Buffer.alloc(1000))
  expect(queue.hasLost(IPV4, 1)).toBe(false)
  receiver.close()
  sender.close()
  queue.close()
})

test('knows nothing of a port where nobody listens', async () => {
  const queue = new ReceiverQueue(await deadPort())
  expect([queue.unreadBytes(IPV4, 1), queue.hasLost(IPV4, 1)]).toEqual([undefined, false])
  queue.close()
  queue.close()
})
