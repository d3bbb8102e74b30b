import { once } from 'node:events'
import { expect, test } from 'vitest'
import { Receiver } from '../../src/emit/receiver.ts'
import { HostAddress } from '../../src/emit/resolve-address.ts'
import { udpPair } from '../fixtures/udp-pair.ts'

const DATAGRAM_BYTES = 500

/** How many datagrams may go at once. */
function admitted(receiver: Receiver, now: number): number {
  let count = 0
  while (count < 100_000 && receiver.admits(DATAGRAM_BYTES, now)) count++
  return count
}

test('one on another machine may get some now and then, is seen nowhere and loses nothing', () => {
  const receiver = new Receiver(new HostAddress('192.0.2.1'), 2000)
  const window = admitted(receiver, 1)
  expect([receiver.isThere, receiver.hasLost(1)]).toEqual([false, false])
  // It is asked before it is taken to read steadily.
  expect(admitted(receiver, 5)).toBe(0)
  const more = admitted(receiver, 9)
  expect(more).toBeGreaterThan(0)
  expect(more).toBeLessThan(window)
  receiver.close()
})

test('one whose name has no address yet is not there', () => {
  const receiver = new Receiver(new HostAddress('localhost'), 2000)
  receiver.startAnew()
  expect([receiver.isThere, receiver.hasLost(1)]).toEqual([false, false])
  receiver.close()
})

test.runIf(process.platform === 'linux')('one that had no room gets less at once', async () => {
  const { receiver: socket, sender } = await udpPair('udp4', '127.0.0.1')
  const receiver = new Receiver(new HostAddress('127.0.0.1'), socket.address().port)
  receiver.writeOff()
  expect(receiver.isThere).toBe(true)
  const window = admitted(receiver, 1)
  for (let sent = 0; sent < 500; sent++) sender.send(Buffer.alloc(1000))
  expect(receiver.hasLost(1)).toBe(true)
  expect(admitted(receiver, 5)).toBe(0)
  let less = 0
  for (let now = 9; less === 0; now += 4) {
    await once(socket, 'message')
    less = admitted(receiver, now)
  }
  expect(less).toBeLessThan(window * 0.6)
  receiver.close()
  socket.close()
  sender.close()
})

test.runIf(process.platform === 'linux')('what one has lost before does not count', async () => {
  const { receiver: socket, sender } = await udpPair('udp4', '127.0.0.1')
  for (let sent = 0; sent < 500; sent++) sender.send(Buffer.alloc(1000))
  const receiver = new Receiver(new HostAddress('127.0.0.1'), socket.address().port)
  receiver.startAnew()
  expect(receiver.hasLost(1)).toBe(false)
  receiver.close()
  socket.close()
  sender.close()
})
