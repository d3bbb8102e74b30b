import { expect, test, vi } from 'vitest'
import { createDatagramQueue } from '../../src/daemon/datagram-queue.ts'

function open(maxBytes = 10_000_000) {
  const read: string[] = []
  let now = 0
  const onCalm = vi.fn()
  const queue = createDatagramQueue({
    onCalm,
    maxBytes,
    read: datagram => read.push(String(datagram)),
    clock: () => now,
  })
  return { queue, onCalm, read, pass: (millis: number) => (now += millis) }
}

test('datagrams are read in their order, and what is given may change afterwards', async () => {
  const { queue, read } = open()
  const buffer = Buffer.from('first')
  queue.add(buffer)
  buffer.fill('x')
  queue.add(Buffer.from('second'))
  await vi.waitFor(() => expect(read).toEqual(['first', 'second']))
})

test('none is lost between pieces of memory, whatever their sizes are', () => {
  const { queue, read } = open(66_000)
  const texts = Array.from({ length: 300 }, (_, at) => `${at}:${'x'.repeat((at * 7919) % 65_000)}`)
  for (const text of texts) queue.add(Buffer.from(text))
  queue.empty()
  expect(read).toEqual(texts)
})

test('in a flood they are kept, up to a limit of bytes; afterwards all are read', async () => {
  const { queue, onCalm, read, pass } = open(1_000_000)
  const flood = async (count: number, bytes: number) => {
    for (let at = 0; at < count; at++) queue.add(Buffer.alloc(bytes))
    pass(11)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await flood(500, 100)
  const before = read.length
  await flood(500, 100)
  expect(read.length - before).toBeLessThan(50)
  expect(queue.isFlooded()).toBe(true)
  await flood(500, 10_000)
  expect(read.length).toBeGreaterThan(400)
  await vi.waitFor(() => {
    pass(11)
    expect(read).toHaveLength(1500)
  })
  expect([queue.isFlooded(), onCalm.mock.calls.length]).toEqual([false, 1])
})

test('empty() reads all that waits before it returns', () => {
  const { queue, read } = open()
  for (let at = 0; at < 5000; at++) queue.add(Buffer.from('x'))
  queue.empty()
  expect(read).toHaveLength(5000)
})
