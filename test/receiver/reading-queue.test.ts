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
  test('reads little while datagrams arrive, and the rest when they stop', async () => {
    const { read, add, all } = queueOf(Infinity)
    for (let turns = 0; turns < 20; turns++) {
      add(10)
      await nextTurn()
    }
    expect(read.length).toBeLessThan(40)
    for (let turns = 0; turns < 40; turns++) await nextTurn()
    expect(read).toEqual(all())
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
