import { expect, test } from 'vitest'
import { DocumentQueue, PendingDocument, setOut } from '../../src/emit/document-queue.ts'

const document = (order: number) => new PendingDocument(Buffer.from('{}'), order, 0, () => {})

test('gives documents back in the order in which they came, even those that were put back', () => {
  const queue = new DocumentQueue()
  for (const order of [0, 1, 2, 3]) queue.push(document(order))
  const [first, second] = [queue.shift()!, queue.shift()!]
  queue.putBack([second])
  queue.putBack([first])
  queue.push(document(4))
  expect(queue.length).toBe(5)
  expect(queue.toArray().map(({ order }) => order)).toEqual([0, 1, 2, 3, 4])
  expect(Array.from({ length: 6 }, () => queue.shift()?.order)).toEqual([0, 1, 2, 3, 4, undefined])
  expect(queue.length).toBe(0)
})

test('takes back any number at once', () => {
  const queue = new DocumentQueue()
  queue.putBack(Array.from({ length: 200_000 }, (_, index) => document(199_999 - index)))
  expect([queue.length, queue.first?.order]).toEqual([200_000, 0])
})

test('setOut() tells of each document, and of all of them in their order when the last is settled', async () => {
  const told: number[] = []
  const { outcomes, pending } = setOut([Buffer.from('a'), Buffer.from('b')], 7, 0, ({ order }) =>
    told.push(order),
  )
  pending[1]!.settle({ kind: 'sent' })
  expect(told).toEqual([8])
  pending[0]!.settle({ kind: 'dropped', reason: 'queue_full' })
  expect(told).toEqual([8, 7])
  expect(await outcomes).toEqual([{ kind: 'dropped', reason: 'queue_full' }, { kind: 'sent' }])
  expect(await setOut([], 9, 0, () => {}).outcomes).toEqual([])
})
