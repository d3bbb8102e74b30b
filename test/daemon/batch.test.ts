import { expect, test } from 'vitest'
import { batchOf } from '../../src/daemon/batch.ts'

test('a batch knows how much is in it', () => {
  const documents = [
    { bytes: Buffer.from('one'), spanCount: 2 },
    { bytes: Buffer.from('three'), spanCount: 0 },
  ]
  expect(batchOf(documents, undefined)).toMatchObject({ count: 2, spanCount: 2, bytes: 8, documents })
})
