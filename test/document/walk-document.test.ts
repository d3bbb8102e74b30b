import { describe, expect, test } from 'vitest'
import { isInProgress, walkDocument } from '../../src/document/index.ts'
import { inProgress, segment, subsegment } from './documents.ts'

describe('walkDocument()', () => {
  test('gives each one before what is nested in it', () => {
    const document = segment('a', {
      subsegments: [subsegment('b', { subsegments: [subsegment('c')] }), subsegment('d')],
    })
    expect([...walkDocument(document)].map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd'])
  })
})

describe('isInProgress()', () => {
  test('holds until there is an end', () => {
    expect(isInProgress(inProgress(segment('shop')))).toBe(true)
    expect(isInProgress(segment('shop'))).toBe(false)
  })

  test('holds where there is neither an end nor a word', () => {
    const { end_time: _, ...open } = segment('shop')
    expect(isInProgress(open)).toBe(true)
  })

  test('holds for an end that is still in progress', () => {
    expect(isInProgress(segment('shop', { in_progress: true }))).toBe(true)
  })
})
