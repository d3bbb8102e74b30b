import { describe, expect, test } from 'vitest'
import { markLambdaParent } from '../../src/ids/index.ts'
import { convert } from '../fixtures/convert.ts'
import { endedSpan, TRACE_ID } from '../fixtures/ended-span.ts'

const root = '1111111111111111'
const child = '2222222222222222'
const grandchild = '3333333333333333'

describe('spanTree()', () => {
  test('nests a subsegment under its parent, in whatever order they end', () => {
    const spans = [
      endedSpan({ id: grandchild, parent: child }),
      endedSpan({ id: child, parent: root }),
      endedSpan({ id: root, kind: 'server' }),
    ]
    for (const order of [spans, spans.toReversed()]) {
      const documents = convert(order)
      expect(documents).toHaveLength(1)
      expect(documents[0]).toMatchObject({
        id: root,
        subsegments: [{ id: child, subsegments: [{ id: grandchild }] }],
      })
    }
  })

  test('never nests a segment', () => {
    const spans = [
      endedSpan({ id: root, kind: 'server' }),
      endedSpan({ id: child, kind: 'server', parent: root, isRemote: true }),
    ]
    expect(convert(spans).map(({ id, parent_id }) => ({ id, parent_id }))).toEqual([
      { id: root, parent_id: undefined },
      { id: child, parent_id: root },
    ])
  })

  test('takes a server for local where nobody says so and its parent is of the same service', () => {
    const spans = [
      endedSpan({ id: root, kind: 'server' }),
      endedSpan({ id: child, kind: 'server', parent: root }),
    ]
    expect(convert(spans)).toMatchObject([{ id: root, subsegments: [{ id: child }] }])
  })

  test('takes a server under a parent of another service for remote', () => {
    const other = { attributes: { 'service.name': 'stock' } }
    const spans = [
      endedSpan({ id: root, kind: 'server' }),
      endedSpan({ id: child, kind: 'server', parent: root, resource: other }),
    ]
    expect(convert(spans).map(({ name }) => name)).toEqual(['shop', 'stock'])
  })

  test('does not nest across traces', () => {
    const spans = [
      endedSpan({ id: root, kind: 'server' }),
      endedSpan({ id: child, parent: root, traceId: 'f'.repeat(32) }),
    ]
    expect(convert(spans)).toHaveLength(2)
  })

  test.each([
    ['server', true],
    ['consumer', true],
    ['internal', false],
    ['client', false],
    ['producer', false],
  ] as const)(
    'takes a %s whose parent is elsewhere for a segment where nobody says: %s',
    (kind, isSegment) => {
      const [document] = convert([endedSpan({ id: child, kind, parent: root })])
      expect(document?.type).toBe(isSegment ? undefined : 'subsegment')
    },
  )

  test('takes a span for local or remote by what it says itself', () => {
    const spans = (isRemote: boolean) => [
      endedSpan({ id: root, kind: 'server' }),
      endedSpan({ id: child, kind: 'server', parent: root, isRemote }),
    ]
    expect(convert(spans(false))).toHaveLength(1)
    expect(convert(spans(true))).toHaveLength(2)
    const alone = endedSpan({ id: child, kind: 'server', parent: root, isRemote: false })
    expect(convert([alone])[0]?.type).toBe('subsegment')
  })

  test('takes a span that calls itself a local root for one', () => {
    const spans = [
      endedSpan({ id: root, kind: 'server' }),
      endedSpan({ id: child, parent: root, isRemote: false, attributes: { 'aws.span.kind': 'LOCAL_ROOT' } }),
    ]
    expect(convert(spans).map(({ type, parent_id }) => ({ type, parent_id }))).toEqual([
      { type: undefined, parent_id: undefined },
      { type: undefined, parent_id: root },
    ])
  })

  test.each([
    ['by its flag', { ended: false }],
    ['by its attribute', { attributes: { 'aws.xray.inprogress': true } }],
  ])('nests nobody under a span that is in progress %s, nor it under another', (_, open) => {
    const spans = [
      endedSpan({ id: root, kind: 'server' }),
      { ...endedSpan({ id: child, parent: root }), ...open },
      endedSpan({ id: grandchild, parent: child }),
    ]
    expect(convert(spans).map(({ id, in_progress }) => [id, in_progress])).toEqual([
      [root, undefined],
      [child, true],
      [grandchild, undefined],
    ])
  })

  test("nests under the span that a service's segment was made up around", () => {
    const spans = [endedSpan({ id: child, parent: root }), endedSpan({ id: root })]
    expect(convert(spans)).toMatchObject([
      { name: 'shop', subsegments: [{ id: root, subsegments: [{ id: child }] }] },
    ])
  })

  test("loses no span of those that claim to be each other's ancestors", () => {
    const spans = [
      endedSpan({ id: root, parent: child }),
      endedSpan({ id: child, parent: root }),
      endedSpan({ id: grandchild, parent: grandchild }),
    ]
    const text = JSON.stringify(convert(spans))
    for (const id of [root, child, grandchild]) expect(text).toContain(`"id":"${id}"`)
  })

  test('keeps a chain of 20,000 spans whole, in documents of bounded depth', () => {
    const ids = Array.from({ length: 20_000 }, (_, index) => (index + 1).toString(16).padStart(16, '0'))
    const spans = ids.map((id, index) =>
      endedSpan(index === 0 ? { id, kind: 'server' } : { id, parent: ids[index - 1]! }),
    )
    const documents = convert(spans)
    expect(documents).toHaveLength(400)
    expect(documents[1]).toMatchObject({ type: 'subsegment', id: ids[50], parent_id: ids[49] })
  })

  test.each([
    { given: 'Lambda itself, sampled', isLambda: true, traceFlags: 1, isSegment: false },
    {
      given: 'Lambda itself, unsampled, which the user overrode',
      isLambda: true,
      traceFlags: 0,
      isSegment: true,
    },
    { given: 'another caller', isLambda: false, traceFlags: 1, isSegment: true },
  ])(
    'under a parent that $given gave, begins a segment: $isSegment',
    ({ isLambda, traceFlags, isSegment }) => {
      const parent = { traceId: TRACE_ID, spanId: root, isRemote: true, traceFlags }
      const resource = { attributes: { 'service.name': 'orders', 'cloud.platform': 'aws_lambda' } }
      const span = endedSpan({ name: 'orders', id: child, kind: 'server', resource })
      const parentSpanContext = isLambda ? markLambdaParent(parent) : parent
      const [document] = convert([{ ...span, parentSpanContext }])
      expect(document).toMatchObject({ name: 'orders', id: child, parent_id: root })
      expect(document?.type).toBe(isSegment ? undefined : 'subsegment')
      expect(document?.origin).toBe(isSegment ? 'AWS::Lambda::Function' : undefined)
    },
  )
})
