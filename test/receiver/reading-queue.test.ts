import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { createReadingQueue } from '../../src/receiver/reading-queue.ts'

const BYTES = 10

function queueOf(maxBytes: number) {
  const read: number[] = []
  const queue = createReadingQueue(maxBytes, datagram => read.push(datagram.readUInt32BE()))
  let added = 0
  const add = (count: number) => {
    for (let at = 0; at < count; at++) {
      const datagram = Buffer.alloc(BYTES)
      datagram.writeUInt32BE(added++)
      queue.add(datagram)
    }
  }
  return { queue, read, add, all: () => Array.from({ length: added }, (_, at) => at) }
}

describe('createReadingQueue()', () => {
  test('reads nothing while datagrams crowd in, and all of them when they do not', async () => {
    const { read, add, all } = queueOf(Infinity)
    for (let turns = 0; turns < 20; turns++) {
      add(10)
      await nextTurn()
    }
    expect(read.length).toBe(0)
    for (let turns = 0; turns < 60; turns++) await nextTurn()
    expect(read).toEqual(all())
  })

  test('keeps up with datagrams that come one by one', async () => {
    const { read, add } = queueOf(Infinity)
    for (let turns = 0; turns < 100; turns++) {
      add(1)
      await nextTurn()
    }
    expect(read.length).toBeGreaterThanOrEqual(98)
  })

  test('lets no more wait than it may', () => {
    const { read, add, all } = queueOf(100 * BYTES)
    add(20_000)
    expect(20_000 - read.length).toBeLessThanOrEqual(100)
    expect(read).toEqual(all().slice(0, read.length))
  })

  test('reads all that waits when it is emptied, and nothing twice', async () => {
    const { queue, read, add, all } = queueOf(Infinity)
    add(10_000)
    queue.empty()
    expect(read).toEqual(all())
    await nextTurn()
    add(1)
    await nextTurn()
    await nextTurn()
    expect(read).toEqual(all())
  })
})
