import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test, vi } from 'vitest'
import { ConversionQueue } from '../../src/daemon/conversion-queue.ts'
import type { Conversion } from '../../src/segment/index.ts'

const NOTHING: Conversion = { documents: [], rejected: [] }

function open() {
  let taken = 0
  const queue = new ConversionQueue(() => {
    taken++
  })
  return { queue, taken: () => taken }
}

function* steps(count: number, millis = 0): Generator<Conversion> {
  for (let step = 0; step < count; step++) {
    const end = performance.now() + millis
    while (performance.now() < end);
    yield NOTHING
  }
}

test('what takes little time is done at once', () => {
  const { queue, taken } = open()
  queue.add(steps(3))
  expect([taken(), queue.isEmpty]).toEqual([3, true])
})

test('what takes long is done bit by bit, and others have their turn', async () => {
  const { queue, taken } = open()
  queue.add(steps(10, 25))
  queue.add(steps(1))
  expect([taken(), queue.isEmpty]).toEqual([1, false])
  await nextTurn()
  expect(taken()).toBeLessThan(5)
  await vi.waitFor(() => expect([taken(), queue.isEmpty]).toEqual([11, true]), 5000)
})

test('at the end all of it is done', () => {
  const { queue, taken } = open()
  queue.add(steps(5, 25))
  queue.empty()
  expect([taken(), queue.isEmpty]).toEqual([5, true])
})
