import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { describe, expect, test, vi } from 'vitest'
import { HEADER, openReceiver, sendDatagrams } from './sockets.ts'

describe('createReceiver()', () => {
  test('listens with UDP and TCP on one port', async () => {
    const { receiver, documents, url } = await openReceiver({ pages: { '/': () => 'here' } })
    await sendDatagrams('127.0.0.1', receiver.port, `${HEADER}one`)
    expect(await (await fetch(url)).json()).toBe('here')
    await vi.waitFor(() => expect(documents).toEqual(['one']))
    await receiver.close()
    await expect(fetch(url)).rejects.toThrow()
  })

  test('says which protocol is taken, and leaves nothing open', async () => {
    const udp = createSocket('udp4').bind(0, '127.0.0.1')
    await once(udp, 'listening')
    const { port } = udp.address()
    await expect(openReceiver({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', syscall: 'bind' })
    await expect(openReceiver({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', syscall: 'bind' })
    udp.close()
    await once(udp, 'close')

    const { receiver } = await openReceiver({ port })
    await expect(openReceiver({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', syscall: 'listen' })
    await receiver.close()
  })

  test('closes while a caller keeps a connection open', async () => {
    const { receiver, url } = await openReceiver({ pages: { '/': () => 'here' } })
    await (await fetch(url, { headers: { connection: 'keep-alive' } })).text()
    const start = performance.now()
    await receiver.close()
    // Node gives an idle connection five seconds.
    expect(performance.now() - start).toBeLessThan(4000)
  })
})
