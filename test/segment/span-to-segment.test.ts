import { describe, expect, test } from 'vitest'
import type { Cause } from '../../src/document/index.ts'
import { markHeaderGaps } from '../../src/ids/index.ts'
import { convert, convertOne } from '../fixtures/convert.ts'
import { endedSpan, TRACE_ID } from '../fixtures/ended-span.ts'

const id = '53995c3f42cd8ad8'
const parent = '6ce834139509cc20'

describe('spansToDocuments() of one span', () => {
  test('makes a segment of a server', () => {
    const document = convertOne(endedSpan({ name: 'GET /cart', kind: 'server', id, parent, isRemote: true }))
    expect(document).toEqual({
      name: 'shop',
      id,
      start_time: 1_763_800_000.123,
      end_time: 1_763_800_000.3734567,
      trace_id: '1-6921746b-5ac69fc467c01f3a268dc236',
      parent_id: parent,
      metadata: { default: { 'otel.span.name': 'GET /cart', 'otel.resource.service.name': 'shop' } },
    })
  })

  test('makes a segment of a consumer', () => {
    const document = convertOne(endedSpan({ kind: 'consumer', parent, isRemote: true }))
    expect(document).toMatchObject({ name: 'shop', parent_id: parent })
    expect(document.type).toBeUndefined()
  })

  test.each(['internal', 'client', 'producer'] as const)(
    'puts a root that is %s into a segment of its service',
    kind => {
      const span = endedSpan({
        name: 'job',
        kind,
        id,
        status: { code: 2, message: 'it broke' },
        attributes: { 'aws.local.service': 'worker', step: 7 },
      })
      const segment = convertOne(span)
      expect(segment).toMatchObject({ name: 'worker', fault: true, start_time: 1_763_800_000.123 })
      expect(segment.parent_id).toBeUndefined()
      expect(segment.id).not.toBe(id)
      expect(segment.metadata?.default).not.toHaveProperty('step')
      expect(segment.subsegments).toHaveLength(1)
      const subsegment = segment.subsegments?.[0]
      expect(subsegment).toMatchObject({ name: 'job', id, fault: true, metadata: { default: { step: 7 } } })
      expect(subsegment).not.toHaveProperty('type')
      const cause = subsegment?.cause as Cause | undefined
      expect(segment.cause).toBe(cause?.exceptions?.[0]?.id)
      expect(convertOne(span).id).toBe(segment.id)
    },
  )

  test('makes an independent subsegment of a span whose local parent is elsewhere', () => {
    expect(convertOne(endedSpan({ kind: 'client', id, parent }))).toMatchObject({
      id,
      type: 'subsegment',
      trace_id: '1-6921746b-5ac69fc467c01f3a268dc236',
      parent_id: parent,
      namespace: 'remote',
    })
  })

  test('names no parent where a load balancer sent Root alone', () => {
    const span = endedSpan({ kind: 'server', id })
    const parentSpanContext = markHeaderGaps(
      { traceId: TRACE_ID, spanId: parent, isRemote: true },
      { parent: true, sampling: true },
    )
    expect(convertOne({ ...span, parentSpanContext })).not.toHaveProperty('parent_id')
  })

  test('makes a document in progress of an open server, which holds nobody else', () => {
    const open = { ...endedSpan({ kind: 'server', id }), ended: false }
    const documents = convert(
      [endedSpan({ id: parent, parent: id }), open].map(span => ({ ...span, resource: open.resource })),
    )
    expect(documents).toMatchObject([
      { id: parent, type: 'subsegment', parent_id: id },
      { id, name: 'shop', in_progress: true },
    ])
    expect(documents[1]).not.toHaveProperty('end_time')
    expect(documents[1]).not.toHaveProperty('subsegments')
  })

  test('makes a segment in progress of an open root of any other kind', () => {
    const segment = convertOne({ ...endedSpan({ name: 'job', id }), ended: false })
    expect(segment).toMatchObject({ name: 'shop', in_progress: true })
    expect(segment).not.toHaveProperty('subsegments')
  })

  test.each([true, false])('believes aws.xray.inprogress=%s', isOpen => {
    const document = convertOne(endedSpan({ kind: 'server', attributes: { 'aws.xray.inprogress': isOpen } }))
    expect(document.in_progress).toBe(isOpen ? true : undefined)
    expect(document.end_time === undefined).toBe(isOpen)
    expect(JSON.stringify(document)).not.toContain('aws.xray.inprogress')
  })

  test('puts the links of a root on the segment that is made up around it', () => {
    const links = [{ context: { traceId: TRACE_ID, spanId: parent } }]
    const segment = convertOne(endedSpan({ kind: 'producer', links }))
    expect(segment.links).toHaveLength(1)
    expect(segment.subsegments?.[0]).not.toHaveProperty('links')
  })

  test('gives local work no namespace', () => {
    const [segment] = convert([endedSpan({ parent: id }), endedSpan({ kind: 'server', id })])
    expect(segment?.subsegments?.[0]).not.toHaveProperty('namespace')
  })
})
