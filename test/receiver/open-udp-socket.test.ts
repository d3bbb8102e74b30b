import { createSocket, type Socket } from 'node:dgram'
import { describe, expect, test, vi } from 'vitest'
import { openUdpSocket } from '../../src/receiver/index.ts'
import { sendDatagrams } from './sockets.ts'

vi.mock('node:dgram', { spy: true })

async function open(options: { receiveBufferBytes?: number } = {}) {
  const datagrams: Buffer[] = []
  const socket = await openUdpSocket({
    host: '127.0.0.1',
    port: 0,
    onDatagram: datagram => datagrams.push(datagram),
    onError: error => expect.fail(String(error)),
    ...options,
  })
  return { socket, datagrams }
}

describe('openUdpSocket()', () => {
  test('hands on each datagram as it came, but none without a byte', async () => {
    const { socket, datagrams } = await open()
    const bytes = Buffer.from([0, 255, 10])
    await sendDatagrams('127.0.0.1', socket.port, bytes, '', 'last')
    await vi.waitFor(() => expect(datagrams).toEqual([bytes, Buffer.from('last')]))
    await socket.close()
  })

  test('says what room the kernel granted: no more than was asked for', async () => {
    const { socket } = await open({ receiveBufferBytes: 300_000 })
    expect(socket.receiveBufferBytes).toBeGreaterThan(4096)
    expect(socket.receiveBufferBytes).toBeLessThanOrEqual(300_000)
    await socket.close()
  })

  test('is refused an address that another has', async () => {
    const { socket } = await open()
    const again = openUdpSocket({ host: '127.0.0.1', port: socket.port, onDatagram() {}, onError() {} })
    await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE', syscall: 'bind' })
    const refused = vi.mocked(createSocket).mock.results.at(-1)!.value as Socket
    expect(() => refused.close()).toThrow('Not running')
    await socket.close()
  })
})
