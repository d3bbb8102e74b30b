import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { kernelDrops } from '../../src/receiver/kernel-drops.ts'

const TABLE = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  122: 0300007F:07D0 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000000000000000 7
  123: 0100007F:07D0 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000000000000000 42
`
const TABLE6 = `   sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  124: 00000000000000000000000001000000:07D0 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000000000000000 5
`
const read = (path: string) => (path.endsWith('6') ? TABLE6 : TABLE)

test('kernelDrops() is the count of the socket that has this address', () => {
  expect(kernelDrops({ address: '127.0.0.1', family: 'IPv4', port: 2000 }, read)).toBe(42)
  expect(kernelDrops({ address: '127.0.0.3', family: 'IPv4', port: 2000 }, read)).toBe(7)
  expect(kernelDrops({ address: '::1', family: 'IPv6', port: 2000 }, read)).toBe(5)
  expect(kernelDrops({ address: '127.0.0.1', family: 'IPv4', port: 2001 }, read)).toBeUndefined()
  expect(kernelDrops({ address: '127.0.0.1', family: 'IPv4', port: 2000 }, () => '')).toBeUndefined()
})

test.runIf(process.platform === 'linux').each([
  ['udp4', '127.0.0.1'],
  ['udp6', '::1'],
] as const)('the kernel tells of what found no room: %s', async (type, host) => {
  const socket = createSocket(type).bind(0, host)
  await once(socket, 'listening')
  expect(kernelDrops(socket.address())).toBe(0)
  const sender = createSocket(type)
  sender.connect(socket.address().port, host)
  await once(sender, 'connect')
  // Nobody reads meanwhile: the loop does not turn.
  for (let count = 0; count < 1000; count++) sender.send(Buffer.alloc(20_000))
  expect(kernelDrops(socket.address())).toBeGreaterThan(0)
  socket.close()
  sender.close()
})
