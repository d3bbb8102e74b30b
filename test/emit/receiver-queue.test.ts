import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { ReceiverQueue } from '../../src/emit/receiver-queue.ts'
import { deadPort } from '../fixtures/udp-listener.ts'

test.runIf(process.platform === 'linux').each([
  ['udp4', '127.0.0.1'],
  ['udp6', '::1'],
] as const)('sees what a socket of %s has not read', async (type, host) => {
  const receiver = createSocket(type)
  receiver.bind(0, host)
  await once(receiver, 'listening')
  const queue = new ReceiverQueue(receiver.address().port)
  expect(queue.unreadBytes()).toBe(0)
  const sender = createSocket(type)
  sender.connect(receiver.address().port, host)
  await once(sender, 'connect')
  for (let count = 0; count < 10; count++) sender.send(Buffer.alloc(1000))
  expect(queue.unreadBytes()).toBeGreaterThan(10_000)
  await once(receiver, 'message')
  receiver.close()
  sender.close()
  queue.close()
})

test.runIf(process.platform === 'linux')('sees a socket among many others', async () => {
  const sockets = Array.from({ length: 120 }, () => createSocket('udp4').bind(0, '127.0.0.1'))
  await Promise.all(sockets.map(socket => once(socket, 'listening')))
  for (const socket of sockets) {
    const queue = new ReceiverQueue(socket.address().port)
    expect(queue.unreadBytes()).toBe(0)
    queue.close()
  }
  for (const socket of sockets) socket.close()
})

test.runIf(process.platform === 'linux')('sees a socket that comes later, after a while', async () => {
  const port = await deadPort()
  const queue = new ReceiverQueue(port)
  expect(queue.unreadBytes()).toBeUndefined()
  const receiver = createSocket('udp4').bind(port, '127.0.0.1')
  await once(receiver, 'listening')
  const answers = Array.from({ length: 30 }, () => queue.unreadBytes())
  expect(answers.at(-1)).toBe(0)
  receiver.close()
  queue.close()
})

test('knows nothing of a port where nobody listens', async () => {
  const queue = new ReceiverQueue(await deadPort())
  expect(queue.unreadBytes()).toBeUndefined()
  queue.close()
  queue.close()
})
