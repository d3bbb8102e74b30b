import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { kernelDrops } from '../../src/daemon/kernel-drops.ts'

const TABLE = `   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  123: 0100007F:07D0 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000000000000000 42
`

test('the drops of the socket on this port', () => {
  expect(kernelDrops(2000, path => (path.endsWith('6') ? '' : TABLE))).toBe(42)
  expect(kernelDrops(2001, () => TABLE)).toBeUndefined()
  expect(kernelDrops(2000, () => '')).toBeUndefined()
})

test.runIf(process.platform === 'linux')('the kernel tells of what found no room', async () => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address()
  expect(kernelDrops(port)).toBe(0)
  const sender = createSocket('udp4')
  sender.connect(port, '127.0.0.1')
  await once(sender, 'connect')
  // Nobody reads meanwhile: the loop does not turn.
  for (let count = 0; count < 1000; count++) sender.send(Buffer.alloc(20_000))
  expect(kernelDrops(port)).toBeGreaterThan(0)
  socket.close()
  sender.close()
})
