import { expect, test, vi } from 'vitest'
import { createDatagramQueue } from '../../src/daemon/datagram-queue.ts'

function open(maxBytes = 10_000_000, readMillis = 0) {
  const read: string[] = []
  let now = 0
  const onCalm = vi.fn()
  const queue = createDatagramQueue({
    onCalm,
    maxBytes,
    read: datagram => {
      read.push(String(datagram))
      now += readMillis
    },
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

test('in a flood they are kept, up to a limit of bytes; some time after it all are read', async () => {
  const { queue, onCalm, read, pass } = open(1_000_000)
  const turn = async (count: number, bytes: number) => {
    for (let at = 0; at < count; at++) queue.add(Buffer.alloc(bytes))
    pass(11)
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  await turn(500, 100)
  await turn(500, 100)
  // A turn that brings nothing is no end yet: the process may have had no processor.
  await turn(0, 0)
  expect([queue.isFlooded(), read.length]).toEqual([true, 0])
  await turn(500, 10_000)
  expect(read.length).toBeGreaterThan(400)
  expect(queue.isFlooded()).toBe(true)
  await vi.waitFor(() => {
    pass(11)
    expect(read).toHaveLength(1500)
  })
  expect([queue.isFlooded(), onCalm.mock.calls.length]).toEqual([false, 1])
})

test('no more are read in a turn than take a moment', () => {
  vi.useFakeTimers()
  const { queue, read } = open(10_000_000, 0.3)
  for (let at = 0; at < 50; at++) queue.add(Buffer.from('x'))
  vi.advanceTimersToNextTimer()
  // While others come it is a quarter of a millisecond, else one.
  expect(read).toHaveLength(1)
  vi.advanceTimersToNextTimer()
  expect(read).toHaveLength(5)
  vi.runAllTimers()
  expect(read).toHaveLength(50)
  vi.useRealTimers()
})

test('empty() reads all that waits before it returns', () => {
  const { queue, read } = open()
  for (let at = 0; at < 5000; at++) queue.add(Buffer.from('x'))
  queue.empty()
  expect(read).toHaveLength(5000)
})
