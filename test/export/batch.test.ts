import { expect, test } from 'vitest'
import { type Batch, together } from '../../src/export/batch.ts'

const batchOf = (...sinces: number[]): Batch => {
  const calls = sinces.map(since => ({ resultCallback: () => {}, since, end: () => {} }))
  return { areEnded: true, calls, loss: undefined }
}

test('together() has all calls in their order, and the first loss', () => {
  const parts = [batchOf(1), batchOf(2, 3), batchOf(4)]
  parts[1]!.loss = { kind: 'dropped', reason: 'conversion_failed' }
  parts[2]!.loss = { kind: 'dropped', reason: 'queue_full' }
  const { calls, loss } = together(parts.map(batch => ({ batch })))
  expect(calls.map(({ since }) => since)).toEqual([1, 2, 3, 4])
  expect(loss).toEqual({ kind: 'dropped', reason: 'conversion_failed' })
})

test('together() leaves one that is alone as it is', () => {
  const batch = batchOf(1)
  expect(together([{ batch }])).toBe(batch)
})
