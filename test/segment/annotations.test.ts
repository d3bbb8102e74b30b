import { describe, expect, test } from 'vitest'
import { convert, convertOne, convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const parent = '6ce834139509cc20'
const attributes = {
  tier: 'gold',
  'cart.items': 3,
  vip: true,
  tags: ['a', 'b'],
  nested: { x: 1 },
  size: Number.NaN,
}
const span = (more: Record<string, unknown> = {}) =>
  endedSpan({ parent, attributes: { ...attributes, ...more } })
const numbered = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, index]))

describe('writeAnnotations()', () => {
  test('writes what the span names, and takes the list', () => {
    const { annotations, metadata } = convertSubsegment(
      span({ 'aws.xray.annotations': ['tier', 'cart.items', 'tags'] }),
    )
    expect(annotations).toEqual({ tier: 'gold', 'cart.items': 3 })
    expect(Object.keys(metadata?.default ?? {})).toEqual(['vip', 'tags', 'nested', 'size'])
  })

  test('writes the keys that are set, and all with *', () => {
    expect(convertSubsegment(span(), { indexedAttributes: ['vip'] }).annotations).toEqual({ vip: true })
    const all = convertSubsegment(span({ 'key with space': 1 }), { indexedAttributes: ['*'] })
    expect(all.annotations).toEqual({ tier: 'gold', 'cart.items': 3, vip: true, key_with_space: 1 })
    expect(all.metadata).toEqual({ default: { tags: ['a', 'b'], nested: { x: 1 }, size: 'NaN' } })
  })

  test('writes a set key that a block has taken as well, but not with *', () => {
    const http = endedSpan({ kind: 'client', parent, attributes: { 'http.request.method': 'GET' } })
    const named = convertSubsegment(http, { indexedAttributes: ['http.request.method'] })
    expect(named.annotations).toEqual({ 'http.request.method': 'GET' })
    expect(named.http?.request?.method).toBe('GET')
    expect(convertSubsegment(http, { indexedAttributes: ['*'] })).not.toHaveProperty('annotations')
  })

  test('writes what is set of the resource, on the segment alone', () => {
    const resource = { attributes: { 'service.name': 'shop', 'service.version': '1.2', list: ['x'] } }
    const spans = [
      endedSpan({ id: 'bbbbbbbbbbbbbbbb', parent: 'aaaaaaaaaaaaaaaa', resource }),
      endedSpan({ kind: 'server', id: 'aaaaaaaaaaaaaaaa', resource }),
    ]
    const [segment] = convert(spans, { indexedAttributes: ['otel.resource.service.version'] })
    expect(segment?.annotations).toEqual({ 'otel.resource.service.version': '1.2' })
    expect(segment?.subsegments?.[0]).not.toHaveProperty('annotations')
    expect(convertOne(endedSpan({ resource }), { indexedAttributes: ['*'] }).annotations).toEqual({
      'otel.resource.service.name': 'shop',
      'otel.resource.service.version': '1.2',
    })
  })

  test('writes fifty at most in a document, the same each time, and the rest as metadata', () => {
    const many = numbered(70)
    const forth = convertSubsegment(endedSpan({ parent, attributes: many }), { indexedAttributes: ['*'] })
    const reversed = Object.fromEntries(Object.entries(many).toReversed())
    const back = convertSubsegment(endedSpan({ parent, attributes: reversed }), { indexedAttributes: ['*'] })
    expect(Object.keys(forth.annotations ?? {}).sort()).toEqual(Object.keys(many).sort().slice(0, 50))
    expect(Object.keys(forth.metadata?.default ?? {})).toHaveLength(20)
    expect(back.annotations).toEqual(forth.annotations)
  })

  test('counts the fifty over all spans of a document', () => {
    const spans = [
      endedSpan({ id: 'bbbbbbbbbbbbbbbb', parent: 'aaaaaaaaaaaaaaaa', attributes: numbered(40) }),
      endedSpan({
        kind: 'server',
        id: 'aaaaaaaaaaaaaaaa',
        attributes: numbered(40),
        resource: { attributes: {} },
      }),
    ]
    const [segment] = convert(
      spans.map(each => ({ ...each, resource: spans[1]!.resource })),
      { indexedAttributes: ['*'] },
    )
    expect(Object.keys(segment?.annotations ?? {})).toHaveLength(40)
    expect(Object.keys(segment?.subsegments?.[0]?.annotations ?? {})).toHaveLength(10)
  })

  test('gives a name that two keys come to, to the one that is spelt like it, else to the first', () => {
    for (const order of [
      ['a-b', 'a_b', 'a b'],
      ['a b', 'a-b', 'a_b'],
      ['a_b', 'a b', 'a-b'],
    ]) {
      const document = convertSubsegment(
        endedSpan({ parent, attributes: Object.fromEntries(order.map(key => [key, key])) }),
        { indexedAttributes: ['*'] },
      )
      expect(document.annotations).toEqual({ a_b: 'a_b' })
      expect(document.metadata?.default).toEqual({ 'a-b': 'a-b', 'a b': 'a b' })
    }
    for (const attributes of [
      { 'a-b': 1, 'a b': 2 },
      { 'a b': 2, 'a-b': 1 },
    ]) {
      const document = convertSubsegment(endedSpan({ parent, attributes }), { indexedAttributes: ['*'] })
      expect(document.annotations).toEqual({ a_b: 2 })
    }
  })

  test('cuts a text at 1,000 characters and keeps the whole in the metadata, and leaves a key that is too long', () => {
    const attributes = { note: 'x'.repeat(2000), ['k'.repeat(500)]: 1, ['l'.repeat(501)]: 2, '': 3 }
    const { annotations, metadata } = convertSubsegment(endedSpan({ parent, attributes }), {
      indexedAttributes: ['*'],
    })
    expect(annotations).toEqual({ note: 'x'.repeat(1000), ['k'.repeat(500)]: 1 })
    expect(metadata?.default).toEqual({ note: 'x'.repeat(2000), ['l'.repeat(501)]: 2, '': 3 })
  })
})

describe('the user', () => {
  const segmentOf = (own: Record<string, unknown>, child: Record<string, unknown>) =>
    convert([
      endedSpan({ id: 'bbbbbbbbbbbbbbbb', parent: 'aaaaaaaaaaaaaaaa', attributes: child }),
      endedSpan({ kind: 'server', id: 'aaaaaaaaaaaaaaaa', attributes: own }),
    ])[0]

  test('stands on the segment', () => {
    const { user, metadata } = convertOne(endedSpan({ kind: 'server', attributes: { 'enduser.id': 'u-77' } }))
    expect(user).toBe('u-77')
    expect(metadata?.default).not.toHaveProperty('enduser.id')
  })

  test('is cut at 250 characters, not within one, and kept whole in the metadata', () => {
    const user = `${'u'.repeat(249)}😀!`
    for (const kind of ['server', 'internal'] as const) {
      const document = convertOne(endedSpan({ kind, attributes: { 'user.id': user } }))
      const { metadata } = kind === 'server' ? document : document.subsegments![0]!
      expect(document.user).toBe('u'.repeat(249))
      expect(metadata?.default).toMatchObject({ 'enduser.id': user })
    }
  })

  test('is lifted from a subsegment', () => {
    const segment = segmentOf({}, { 'user.id': 'u-77' })
    expect(segment?.user).toBe('u-77')
    expect(JSON.stringify(segment?.subsegments)).not.toContain('u-77')
  })

  test('is no annotation where the segment has the same', () => {
    const segment = segmentOf({ 'enduser.id': 'u-1' }, { 'enduser.id': 'u-1' })
    expect(segment?.user).toBe('u-1')
    expect(segment?.subsegments?.[0]).not.toHaveProperty('annotations')
  })

  test('is an annotation where the segment has another, or is elsewhere', () => {
    const segment = segmentOf({ 'enduser.id': 'u-1' }, { 'enduser.id': 'u-2' })
    expect(segment?.user).toBe('u-1')
    expect(segment?.subsegments?.[0]?.annotations).toEqual({ 'enduser.id': 'u-2' })
    expect(convertSubsegment(endedSpan({ parent, attributes: { 'enduser.id': 'u-3' } })).annotations).toEqual(
      { 'enduser.id': 'u-3' },
    )
  })
})
