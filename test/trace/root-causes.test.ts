import { expect, test } from 'vitest'
import { findRootCauses, type MergedTrace, mergeTrace } from '../../src/trace/index.ts'
import { segment } from '../document/documents.ts'

test('finds none where nothing failed', () => {
  const { fault, error } = findRootCauses(mergeTrace([segment('shop')]) as MergedTrace)
  expect({ fault, error }).toEqual({ fault: [], error: [] })
})
