import { describe, expect, test } from 'vitest'
import { conformToShape } from '../../src/document/document-shape.ts'

describe('conformToShape()', () => {
  test.each([
    ['a flag that is text', { fault: 'true', error: true }, { error: true }],
    ['a block that is no object', { http: 'GET', aws: [], sql: null }, {}],
    [
      'a field of a block',
      { http: { request: { method: 'GET', url: 7 }, response: { status: '200' } } },
      { http: { request: { method: 'GET' }, response: {} } },
    ],
    [
      'an annotation that is no scalar',
      { annotations: { a: 1, b: { c: 2 }, d: null } },
      { annotations: { a: 1 } },
    ],
    ['a namespace that is unknown', { namespace: 'local' }, {}],
    ['a type that a segment does not have', { type: 'segment' }, {}],
    ['a number that is none', { http: { response: { status: Number.NaN } } }, { http: { response: {} } }],
    [
      'links without a trace or a span',
      { links: [{ trace_id: 't', id: 'a' }, { trace_id: 't' }, { id: 'a' }, { trace_id: 7, id: 'a' }, 'a'] },
      { links: [{ trace_id: 't', id: 'a' }] },
    ],
    [
      'attributes of a link that are none',
      { links: [{ trace_id: 't', id: 'a', attributes: null }] },
      { links: [{ trace_id: 't', id: 'a' }] },
    ],
    ['a list that is none', { precursor_ids: 'a', links: {}, cause: { paths: 7 } }, { cause: {} }],
    [
      'exceptions that are none',
      { cause: { exceptions: ['boom', { id: 'a', message: 'boom', stack: [{ path: 'a.js' }, 7] }] } },
      { cause: { exceptions: [{ id: 'a', message: 'boom', stack: [{ path: 'a.js' }] }] } },
    ],
  ])('removes %s', (_name, entity: unknown, expected) => {
    expect(conformToShape(entity)).toBe(true)
    expect(entity).toEqual(expected)
  })

  test('keeps the words that X-Ray knows', () => {
    const entity = { type: 'subsegment', namespace: 'remote', sql: { preparation: 'call' } }
    expect(conformToShape(entity)).toBe(true)
    expect(entity).toEqual({ type: 'subsegment', namespace: 'remote', sql: { preparation: 'call' } })
  })

  test('keeps what nobody knows, in the blocks too', () => {
    const entity = { cause: 'f00df00df00df00d', new_block: [1], aws: { retries: 2, ecs: { container: 'c' } } }
    const before = structuredClone(entity)
    conformToShape(entity)
    expect(entity).toEqual(before)
  })
})
