import { expect, test } from 'vitest'
import { DocumentQueue, PendingDocument } from '../../src/emit/document-queue.ts'

const document = (order: number) => new PendingDocument(Buffer.from('{}'), order, 0, () => {})

test('gives documents back in the order in which they came, even those that were put back', () => {
  const queue = new DocumentQueue()
  for (const order of [0, 1, 2, 3]) queue.push(document(order))
  const [first, second] = [queue.shift()!, queue.shift()!]
  queue.putBack(second)
  queue.putBack(first)
  queue.push(document(4))
  expect(queue.length).toBe(5)
  expect(queue.toArray().map(({ order }) => order)).toEqual([0, 1, 2, 3, 4])
  expect(Array.from({ length: 6 }, () => queue.shift()?.order)).toEqual([0, 1, 2, 3, 4, undefined])
  expect(queue.length).toBe(0)
})
