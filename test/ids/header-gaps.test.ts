import { expect, test } from 'vitest'
import { headerGapsOf, markHeaderGaps } from '../../src/ids/index.ts'

test('headerGapsOf() gives what markHeaderGaps() noted on the same object', () => {
  const spanContext = markHeaderGaps({ spanId: '53995c3f42cd8ad8' }, { parent: true, sampling: false })
  expect(headerGapsOf(spanContext)).toEqual({ parent: true, sampling: false })
})

test('markHeaderGaps() leaves the span context as it looks', () => {
  const spanContext = { spanId: '53995c3f42cd8ad8' }
  expect(JSON.stringify(markHeaderGaps(spanContext, { parent: true, sampling: true }))).toBe(
    JSON.stringify(spanContext),
  )
  expect(Object.keys(spanContext)).toEqual(['spanId'])
})

test('headerGapsOf() gives nothing for a whole header and for no parent', () => {
  expect(headerGapsOf({ spanId: '53995c3f42cd8ad8' })).toBeUndefined()
  expect(headerGapsOf(undefined)).toBeUndefined()
})
