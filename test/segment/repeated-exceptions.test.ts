import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cause, Subsegment } from '../../src/document/index.ts'
import { exceptionId } from '../../src/segment/recorded-exceptions.ts'
import { repeatedExceptions } from '../../src/segment/repeated-exceptions.ts'
import { type AnyDocument, convert } from '../fixtures/convert.ts'
import { endedSpan, TRACE_ID } from '../fixtures/ended-span.ts'

const [root, child, grandchild, other] = ['1', '2', '3', '4'].map(digit => digit.repeat(16)) as [
  string,
  string,
  string,
  string,
]

const error = (message = 'x', stack = 'Error: x\n    at f (/a.js:1:2)') => ({
  name: 'exception',
  attributes: { 'exception.type': 'Error', 'exception.message': message, 'exception.stacktrace': stack },
})

/** The ids of spans and of the exceptions that they refer to. */
const references = (spans: ReturnType<typeof endedSpan>[]) =>
  Object.fromEntries(
    [...(repeatedExceptions(spans) ?? [])].map(([span, id]) => [span.spanContext().spanId, id]),
  )

describe('repeatedExceptions()', () => {
  test('refers to the lowest span that recorded the error, in whatever order they end', () => {
    const spans = [
      endedSpan({ id: grandchild, parent: child, events: [error()] }),
      endedSpan({ id: child, parent: other }),
      endedSpan({ id: other, parent: root, events: [error(), error()] }),
      endedSpan({ id: root, kind: 'server', events: [error()] }),
    ]
    const expected = { [other]: exceptionId(grandchild, 0), [root]: exceptionId(grandchild, 0) }
    expect(references(spans)).toEqual(expected)
    expect(references(spans.toReversed())).toEqual(expected)
  })

  test('refers to the one of several that the span recorded', () => {
    const spans = [
      endedSpan({ id: child, parent: root, events: [error('first'), error('then')] }),
      endedSpan({ id: root, events: [error('then')] }),
    ]
    expect(references(spans)).toEqual({ [root]: exceptionId(child, 1) })
  })

  test('refers to the failure that ended last, of attempts that failed in the same way', () => {
    const attempt = (id: string, endSeconds: number, nanos = 0) =>
      endedSpan({ id, parent: root, events: [error()], endTime: [endSeconds, nanos] })
    const top = endedSpan({ id: root, events: [error()] })
    for (const spans of [
      [attempt(child, 10), attempt(other, 11), top],
      [top, attempt(other, 10, 7), attempt(child, 10, 5)],
      [attempt(child, 10, 5), attempt(other, 11, 1), top],
      [attempt(other, 11, 1), attempt(child, 10, 5), top],
    ]) {
      expect(references(spans)).toEqual({ [root]: exceptionId(other, 0) })
    }
    const atOnce = [attempt(child, 10), attempt(other, 10), top]
    expect(references(atOnce)).toEqual(references(atOnce.toReversed()))
  })

  test.each([
    ['another message', { events: [error('y')] }, {}],
    [
      'another type',
      { events: [{ ...error(), attributes: { ...error().attributes, 'exception.type': 'Other' } }] },
      {},
    ],
    ['another stack', { events: [error('x', 'Error: x\n    at g (/a.js:1:2)')] }, {}],
    ['one more exception', { events: [error(), error('y')] }, {}],
    ['no exception', { events: [] }, {}],
    ['another service', { resource: { attributes: { 'service.name': 'stock' } } }, {}],
    ['another trace', { traceId: TRACE_ID.replaceAll('6', '7') }, {}],
    ['a sibling', {}, { parent: other }],
  ])('refers to nothing: %s', (_, above, below) => {
    const spans = [
      endedSpan({ id: child, parent: root, events: [error()], ...below }),
      endedSpan({ id: root, events: [error()], ...above }),
    ]
    expect(references(spans)).toEqual({})
  })

  test('takes exceptions that say nothing as they come', () => {
    const nameless = [{ name: 'exception' }]
    const spans = [
      endedSpan({ id: child, parent: root, events: nameless }),
      endedSpan({ id: root, events: nameless }),
    ]
    expect(() => references(spans)).not.toThrow()
  })

  test('looks for nothing where no two exceptions have the same message', () => {
    const spans = [
      endedSpan(),
      endedSpan({ events: [error()] }),
      endedSpan({ events: [error('y'), { name: 'x' }] }),
    ]
    expect(repeatedExceptions(spans)).toBeUndefined()
  })

  test('writes out errors of spans that claim to be above each other', () => {
    const spans = [
      endedSpan({ id: root, parent: child, events: [error()] }),
      endedSpan({ id: child, parent: root, events: [error()] }),
      endedSpan({ id: other, parent: other, events: [error()] }),
    ]
    expect(references(spans)).toEqual({})
  })

  test('ends with any number of spans in a line', () => {
    const spans = Array.from({ length: 5000 }, (_, index) => {
      const id = (index + 1).toString(16).padStart(16, '0')
      return endedSpan({ id, parent: (index + 2).toString(16).padStart(16, '0'), events: [error()] })
    })
    expect(Object.keys(references(spans)).length).toBeGreaterThan(0)
  })

  test('what a document refers to is written once, in full, wherever the spans are', () => {
    const span = fc.record({
      parent: fc.integer({ min: 0, max: 12 }),
      errors: fc.array(fc.constantFrom('a', 'b')),
    })
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), sketches => {
        const id = (index: number) => (index + 1).toString(16).padStart(16, '0')
        const spans = sketches.map(({ parent, errors }, index) =>
          endedSpan({ id: id(index), parent: id(parent), events: errors.map(message => error(message)) }),
        )
        const causes = convert(spans).flatMap(causesOf)
        const written = causes.flatMap(cause =>
          typeof cause === 'string' ? [] : cause.exceptions!.map(({ id }) => id),
        )
        expect(new Set(written).size).toBe(written.length)
        for (const cause of causes) if (typeof cause === 'string') expect(written).toContain(cause)
      }),
    )
  })

  test('makes a document with one exception of an error that came up through three spans', () => {
    const [segment] = convert([
      endedSpan({ id: grandchild, parent: child, events: [error()] }),
      endedSpan({ id: child, parent: root, events: [error()] }),
      endedSpan({ id: root, events: [error()] }),
    ])
    const reference = exceptionId(grandchild, 0)
    const top = segment?.subsegments?.[0]
    expect([segment?.cause, top?.cause, top?.subsegments?.[0]?.cause]).toEqual([
      reference,
      reference,
      reference,
    ])
    const lowest = top?.subsegments?.[0]?.subsegments?.[0]
    expect((lowest?.cause as Cause | undefined)?.exceptions).toMatchObject([{ id: reference, message: 'x' }])
  })
})

function causesOf({ cause, subsegments = [] }: AnyDocument | Subsegment): (Cause | string)[] {
  return [...(cause === undefined ? [] : [cause]), ...subsegments.flatMap(causesOf)]
}
