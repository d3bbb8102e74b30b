import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deriveId, parseSpanId } from '../../src/ids/index.ts'

describe('parseSpanId()', () => {
  test('gives lower case for upper case', () => {
    expect(parseSpanId('53995C3F42CD8AD8')).toBe('53995c3f42cd8ad8')
  })

  test.each(['', '53995c3f42cd8ad', '53995c3f42cd8ad80', '53995c3f42cd8adx', '0000000000000000'])(
    'refuses %j',
    text => {
      expect(parseSpanId(text)).toBeUndefined()
    },
  )
})

describe('deriveId()', () => {
  test('gives the same id for the same span and ordinal', () => {
    expect(deriveId('53995c3f42cd8ad8', 1)).toBe('78f67dfdb6a26c4c')
  })

  test.each([
    ['all zeros', '000000009e3779b1', 0, '0000000000000001'],
    ["the span's own id, ending in 1", 'bf1c663f2cf52a71', 60, 'bf1c663f2cf52a72'],
    ["the span's own id", '0686d32e1960a8e8', 13, '0686d32e1960a8e1'],
  ])('gives another where the rule comes to %s', (_, spanId, ordinal, id) => {
    expect(deriveId(spanId, ordinal)).toBe(id)
  })

  test('gives ids that are no other id of the span', () => {
    const spanId = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(id => id.toString(16).padStart(16, '0'))
    fc.assert(
      fc.property(spanId, id => {
        const ids = [id, ...Array.from({ length: 20 }, (_, ordinal) => deriveId(id, ordinal))]
        expect(new Set(ids).size).toBe(ids.length)
        for (const derived of ids) expect(parseSpanId(derived)).toBe(derived)
      }),
    )
  })
})
