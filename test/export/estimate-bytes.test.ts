import { expect, test } from 'vitest'
import { estimateBytes } from '../../src/export/estimate-bytes.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

test('counts the texts of attributes, also in lists and events', () => {
  const empty = estimateBytes(endedSpan())
  const text = 'x'.repeat(1000)
  expect(estimateBytes(endedSpan({ attributes: { text, list: [text, text], number: 1 } }))).toBeGreaterThan(
    empty + 3000,
  )
  const withEvent = { ...endedSpan(), events: [{ name: 'exception', attributes: { text } }] }
  expect(estimateBytes(withEvent)).toBeGreaterThan(empty + 1000)
})

test('takes a span for small that can not be read', () => {
  const attributes = {
    get text(): string {
      throw new Error('no')
    },
  }
  expect(estimateBytes({ ...endedSpan(), attributes })).toBe(estimateBytes(endedSpan()))
})
