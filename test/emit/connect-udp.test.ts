import { expect, test } from 'vitest'
import { connectUdp } from '../../src/emit/connect-udp.ts'
import { deadPort, listenUdp } from '../fixtures/udp-listener.ts'

test.each([
  ['127.0.0.1', 4],
  ['::1', 6],
])('is connected to %s when it returns', async (address, family) => {
  await using daemon = await listenUdp(address)
  const socket = connectUdp({ address, family }, daemon.port, () => {})
  socket.send(Buffer.from('ab'), () => {})
  expect(await daemon.received(1)).toEqual(['ab'])
  socket.close()
})

test('tells that nobody listens', async () => {
  const port = await deadPort()
  const error = new Promise<Error>(resolve => {
    const socket = connectUdp({ address: '127.0.0.1', family: 4 }, port, resolve)
    socket.send(Buffer.from('a'), () => {})
  })
  expect(await error).toMatchObject({ code: 'ECONNREFUSED' })
})
