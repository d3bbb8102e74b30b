import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const attributes = {
  tier: 'gold',
  'cart.items': 3,
  vip: true,
  tags: ['a', 'b'],
  nested: { x: 1 },
  size: Number.NaN,
}
const span = (more: Record<string, unknown> = {}) =>
  endedSpan({ parent: '6ce834139509cc20', attributes: { ...attributes, ...more } })

describe('remainingAttributes()', () => {
  test('makes metadata of what nobody took', () => {
    const { annotations, metadata } = convertSubsegment(span())
    expect(annotations).toBeUndefined()
    expect(metadata).toEqual({ default: { ...attributes, size: 'NaN' } })
  })

  test('makes annotations of what the span names, and takes the list', () => {
    const { annotations, metadata } = convertSubsegment(
      span({ 'aws.xray.annotations': ['tier', 'cart.items', 'tags'] }),
    )
    expect(annotations).toEqual({ tier: 'gold', 'cart.items': 3 })
    expect(Object.keys(metadata?.default ?? {})).toEqual(['vip', 'tags', 'nested', 'size'])
  })

  test('makes annotations of the keys that are set, and of all with *', () => {
    expect(convertSubsegment(span(), { indexedAttributes: ['vip'] }).annotations).toEqual({ vip: true })
    const all = convertSubsegment(span({ 'key with space': 1 }), { indexedAttributes: ['*'] })
    expect(all.annotations).toEqual({ tier: 'gold', 'cart.items': 3, vip: true, key_with_space: 1 })
    expect(all.metadata).toEqual({ default: { tags: ['a', 'b'], nested: { x: 1 }, size: 'NaN' } })
  })

  test('makes an annotation of a set key that a block has taken as well', () => {
    const http = endedSpan({
      kind: 'client',
      parent: '6ce834139509cc20',
      attributes: { 'http.request.method': 'GET' },
    })
    const document = convertSubsegment(http, { indexedAttributes: ['http.request.method'] })
    expect(document.annotations).toEqual({ 'http.request.method': 'GET' })
    expect(document.http?.request?.method).toBe('GET')
  })

  test('writes fifty annotations at most, and the rest as metadata', () => {
    const many = Object.fromEntries(Array.from({ length: 70 }, (_, index) => [`k${index}`, index]))
    const document = convertSubsegment(endedSpan({ parent: '6ce834139509cc20', attributes: many }), {
      indexedAttributes: ['*'],
    })
    expect(Object.keys(document.annotations ?? {})).toHaveLength(50)
    expect(Object.keys(document.metadata?.default ?? {})).toHaveLength(20)
  })

  test('loses no attribute, whatever its key and value', () => {
    const value = fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.array(fc.string()), fc.constant(null))
    fc.assert(
      fc.property(fc.dictionary(fc.string({ minLength: 1 }), value), all => {
        const { metadata = {}, annotations = {} } = convertSubsegment(
          endedSpan({ parent: '6ce834139509cc20', attributes: all }),
        )
        for (const key of Object.keys(all))
          expect({ ...metadata.default, ...annotations }).toHaveProperty([key])
      }),
    )
  })
})
