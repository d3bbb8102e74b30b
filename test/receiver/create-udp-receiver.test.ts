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

  test('loses nothing of a burst, and keeps its order', async () => {
    const { receiver, documents } = await open()
    const texts = Array.from({ length: 1500 }, (_, at) => `${at} ${'x'.repeat(500)}`)
    await sendDatagrams('127.0.0.1', receiver.port, ...texts.map(text => HEADER + text))
    await vi.waitFor(() => expect(documents).toEqual(texts))
  })

  test('hands on nothing once it is closed', async () => {
    let received = 0
    const { receiver } = await openReceiver({ onDocument: () => void received++ })
    await sendDatagrams('127.0.0.1', receiver.port, ...Array(200).fill(`${HEADER}one`))
    await vi.waitFor(() => expect(received).toBeGreaterThan(0))
    await receiver.close()
    const atClose = received
    await new Promise(resolve => setTimeout(resolve, 50))
    expect(received).toBe(atClose)
  })
})
