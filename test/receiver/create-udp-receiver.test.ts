import { afterEach, describe, expect, test, vi } from 'vitest'
import { HEADER, openReceiver, sendDatagrams } from './sockets.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function open(...args: Parameters<typeof openReceiver>) {
  const opened = await openReceiver(...args)
  closing.push(() => opened.receiver.close())
  return opened
}

describe('createUdpReceiver()', () => {
  test('hands on documents in order, and is not harmed by what lies between them', async () => {
    const { receiver, documents, refusals } = await open()
    await sendDatagrams('127.0.0.1', receiver.port, `${HEADER}first`, 'garbage', '', HEADER, `${HEADER}last`)
    await vi.waitFor(() => expect(documents).toEqual(['first', 'last']))
    expect(refusals.map(({ code }) => code)).toEqual(['MissingHeader', 'EmptyBody'])
  })

  test('takes the largest datagram that there is', async () => {
    const { receiver, documents } = await open()
    const body = 'x'.repeat(65_507 - HEADER.length)
    await sendDatagrams('127.0.0.1', receiver.port, HEADER + body)
    await vi.waitFor(() => expect(documents).toEqual([body]))
  })

  test('listens on IPv6', async () => {
    const { receiver, documents } = await open({ host: '::1' })
    expect(receiver.host).toBe('::1')
    await sendDatagrams('::1', receiver.port, `${HEADER}six`)
    await vi.waitFor(() => expect(documents).toEqual(['six']))
  })

  test('lets a burst wait in the kernel', async () => {
    const { receiver, documents } = await open()
    const body = 'x'.repeat(200)
    await sendDatagrams(
      '127.0.0.1',
      receiver.port,
      ...Array.from({ length: 150 }, (_, at) => `${HEADER}${at} ${body}`),
    )
    await vi.waitFor(() => expect(documents).toHaveLength(150))
  })
})
