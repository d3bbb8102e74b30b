import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test, vi } from 'vitest'
import { ReceiverQueue } from '../../src/emit/receiver-queue.ts'
import { deadPort } from '../fixtures/udp-listener.ts'
import { udpPair } from '../fixtures/udp-pair.ts'

test.runIf(process.platform === 'linux').each([
  ['udp4', '127.0.0.1', 4],
  ['udp6', '::1', 6],
] as const)('sees what a socket of %s has not read', async (type, host, family) => {
  const { receiver, sender } = await udpPair(type, host)
  const queue = new ReceiverQueue(receiver.address().port)
  expect(queue.unreadBytes(family)).toBe(0)
  for (let count = 0; count < 10; count++) sender.send(Buffer.alloc(1000))
  expect(queue.unreadBytes(family)).toBeGreaterThan(10_000)
  await once(receiver, 'message')
  await vi.waitFor(() => expect(queue.unreadBytes(family)).toBe(0))
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
  expect(queue.unreadBytes(4)).toBe(0)
  // One that nobody reads, since nobody is there.
  sender.send(Buffer.alloc(10), await deadPort(), '127.0.0.1')
  expect(queue.unreadBytes(4)).toBe(0)
  for (let count = 0; count < 5; count++) {
    sender.send(Buffer.alloc(1000), other.address().port, '127.0.0.1')
    await once(other, 'message')
    expect(queue.unreadBytes(4)).toBe(0)
  }
  // The event loop has not come round to reading them.
  for (let count = 0; count < 20; count++)
    sender.send(Buffer.alloc(1000), receiver.address().port, '127.0.0.1')
  await new Promise(resolve => process.nextTick(resolve))
  expect(queue.unreadBytes(4)).toBeGreaterThan(20_000)
  for (const socket of [receiver, other, sender]) socket.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('sees a socket among many others', async () => {
  const sockets = Array.from({ length: 120 }, () => createSocket('udp4').bind(0, '127.0.0.1'))
  await Promise.all(sockets.map(socket => once(socket, 'listening')))
  for (const socket of sockets) {
    const queue = new ReceiverQueue(socket.address().port)
    expect(queue.unreadBytes(4)).toBe(0)
    queue.close()
  }
  for (const socket of sockets) socket.close()
})

test.runIf(process.platform === 'linux')('sees a socket that comes later, after a while', async () => {
  const port = await deadPort()
  const queue = new ReceiverQueue(port)
  expect(queue.unreadBytes(4)).toBeUndefined()
  const receiver = createSocket('udp4').bind(port, '127.0.0.1')
  await once(receiver, 'listening')
  const answers = Array.from({ length: 30 }, () => queue.unreadBytes(4))
  expect(answers.at(-1)).toBe(0)
  receiver.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('sees it at once when it is asked to look', async () => {
  const port = await deadPort()
  const queue = new ReceiverQueue(port)
  expect(queue.unreadBytes(4)).toBeUndefined()
  const receiver = createSocket('udp4').bind(port, '127.0.0.1')
  await once(receiver, 'listening')
  expect(queue.unreadBytes(4)).toBeUndefined()
  expect(queue.isThere).toBe(true)
  expect(queue.unreadBytes(4)).toBe(0)
  receiver.close()
  queue.close()
})

test.runIf(process.platform === 'linux').each([
  ['udp4', '127.0.0.1', 4],
  ['udp6', '::1', 6],
] as const)('tells once that a socket of %s had no room', async (type, host, family) => {
  const { receiver, sender } = await udpPair(type, host)
  const send = (count: number) => {
    for (let sent = 0; sent < count; sent++) sender.send(Buffer.alloc(1000))
  }
  send(500)
  const queue = new ReceiverQueue(receiver.address().port)
  queue.startAnew(family)
  expect(queue.hasLost(family)).toBe(false)
  for (let round = 0; round < 12; round++) {
    send(1)
    expect([queue.hasLost(family), queue.hasLost(family)]).toEqual([true, false])
  }
  while (queue.unreadBytes(family)) await once(receiver, 'message')
  send(1)
  expect(queue.hasLost(family)).toBe(false)
  receiver.close()
  sender.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('is not misled by what others lose', async () => {
  const { receiver, sender } = await udpPair('udp4', '127.0.0.1')
  const queue = new ReceiverQueue(await deadPort())
  queue.startAnew(4)
  for (let sent = 0; sent < 500; sent++) sender.send(Buffer.alloc(1000))
  expect(queue.hasLost(4)).toBe(false)
  receiver.close()
  sender.close()
  queue.close()
})

test('knows nothing of a port where nobody listens', async () => {
  const queue = new ReceiverQueue(await deadPort())
  expect([queue.unreadBytes(4), queue.hasLost(4)]).toEqual([undefined, false])
  queue.close()
  queue.close()
})
