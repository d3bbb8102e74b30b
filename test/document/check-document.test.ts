import { describe, expect, test } from 'vitest'
import { checkDocument } from '../../src/document/check-document.ts'
import { parseDocument, type Subsegment } from '../../src/document/index.ts'
import { idOf, independent, inProgress, segment, subsegment, TRACE_ID } from './documents.ts'

const SHOP = idOf('shop')
const named = `Segment ${SHOP} "shop"`
const epochSeconds = 'it must be epoch seconds'
const sixteen = 'it must be 16 hex digits'
const nameRule = 'letters, digits, spaces and _ . : / % & # = + - @ are allowed'

/** A document without one of its fields, or with another value in it. */
function shop(more: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify({ ...segment('shop'), ...more }))
}

/** Subsegments in each other, so many levels of them. */
function nested(levels: number): Subsegment {
  let inner = subsegment('inmost')
  for (let level = 1; level < levels; level++) inner = subsegment(`${level}`, { subsegments: [inner] })
  return inner
}

describe('checkDocument()', () => {
  test.each([
    [
      'MissingTraceId',
      { trace_id: undefined },
      `${named} has no trace_id; every document needs the one of its trace`,
    ],
    [
      'MissingTraceId',
      { trace_id: null },
      `${named} has no trace_id; every document needs the one of its trace`,
    ],
    [
      'MissingTraceId',
      { trace_id: '' },
      `${named} has no trace_id; every document needs the one of its trace`,
    ],
    [
      'InvalidTraceId',
      { trace_id: 'abc' },
      `${named} has the trace_id "abc"; it must be 1-<8 hex digits>-<24 hex digits>`,
    ],
    [
      'InvalidTraceId',
      { trace_id: 7 },
      `${named} has the trace_id 7; it must be 1-<8 hex digits>-<24 hex digits>`,
    ],
    [
      'InvalidTraceId',
      { trace_id: [TRACE_ID] },
      `${named} has the trace_id a list; it must be 1-<8 hex digits>-<24 hex digits>`,
    ],
    [
      'InvalidTraceId',
      { trace_id: `${TRACE_ID}0` },
      `${named} has the trace_id "${TRACE_ID}0"; it must be 1-<8 hex digits>-<24 hex digits>`,
    ],
    [
      'InvalidTraceId',
      { trace_id: `1${TRACE_ID}` },
      `${named} has the trace_id "1${TRACE_ID}"; it must be 1-<8 hex digits>-<24 hex digits>`,
    ],
    ['MissingId', { id: undefined }, `Segment "shop" has no id; ${sixteen}`],
    ['InvalidSegment', { id: 'xyz' }, `Segment "shop" has the id "xyz"; ${sixteen}`],
    ['InvalidSegment', { id: `${SHOP}0` }, `Segment "shop" has the id "${SHOP}0"; ${sixteen}`],
    ['InvalidSegment', { id: `-${SHOP}` }, `Segment "shop" has the id "-${SHOP}"; ${sixteen}`],
    [
      'MissingName',
      { name: undefined },
      'Segment 0000000073686f70 has no name; it must be text of 1 to 200 characters',
    ],
    [
      'MissingName',
      { name: '' },
      'Segment 0000000073686f70 has no name; it must be text of 1 to 200 characters',
    ],
    ['InvalidName', { name: 'a;b' }, `Segment 0000000073686f70 "a;b" has ";" in its name; ${nameRule}`],
    [
      'InvalidName',
      { name: 'n'.repeat(201) },
      `Segment 0000000073686f70 "${'n'.repeat(60)}…" has a name of 201 characters; at most 200 are allowed`,
    ],
    ['InvalidSegment', { start_time: undefined }, `${named} has no start_time; ${epochSeconds}`],
    ['InvalidSegment', { start_time: null }, `${named} has no start_time; ${epochSeconds}`],
    ['InvalidSegment', { start_time: '1' }, `${named} has the start_time "1"; ${epochSeconds}`],
    ['InvalidSegment', { start_time: 1.5e12 }, `${named} has the start_time 1500000000000; ${epochSeconds}`],
    ['InvalidSegment', { end_time: -1 }, `${named} has the end_time -1; ${epochSeconds}`],
    [
      'MissingEndTime',
      { end_time: undefined },
      `${named} has neither end_time nor in_progress: true; one of them is needed`,
    ],
    ['InvalidSegment', { parent_id: 'xyz' }, `${named} has the parent_id "xyz"; ${sixteen}`],
    ['InvalidSegment', { parent_id: [SHOP] }, `${named} has the parent_id a list; ${sixteen}`],
    ['InvalidSegment', { subsegments: {} }, `${named} has an object as subsegments, which must be a list`],
    ['InvalidSegment', { subsegments: [1] }, `${named} has 1 as a subsegment, which must be an object`],
  ])('refuses as %s what has %j', (code, more, message) => {
    const document = shop(more)
    expect(checkDocument(document)).toEqual({
      refusal: { code, message, ...(document.id !== undefined && { id: document.id }) },
    })
  })

  test('refuses a subsegment by itself without a parent', () => {
    const { parent_id: _, ...orphan } = independent('step', 'shop')
    expect(checkDocument({ ...orphan }).refusal).toEqual({
      code: 'MissingParentId',
      id: idOf('step'),
      message:
        'Subsegment 0000000073746570 "step" has no parent_id; a subsegment that is sent by itself needs the id of its parent',
    })
  })

  test.each([
    [null, 'MissingId'],
    ['', 'MissingId'],
    [7, 'InvalidSegment'],
    [[SHOP], 'InvalidSegment'],
  ])('says nothing of the id in a refusal where it is %j: %s', (id, code) => {
    const { refusal } = checkDocument(shop({ id }))
    expect(refusal).not.toHaveProperty('id')
    expect(refusal?.code).toBe(code)
    expect(refusal?.message).toMatch(/^Segment "shop" has /)
  })

  test('keeps the caller of a segment', () => {
    const called = segment('shop', { parent_id: idOf('call') })
    expect(checkDocument({ ...called }).document).toEqual(called)
  })

  test.each([
    [0, true],
    [99_999_999_999, true],
    [100_000_000_000, false],
  ])('takes %d for epoch seconds: %s', (start_time, isTaken) => {
    expect(checkDocument(shop({ start_time })).document !== undefined).toBe(isTaken)
  })

  test('refuses a name of 201 characters and takes one of 200', () => {
    expect(checkDocument(shop({ name: 'n'.repeat(200) })).document).toBeDefined()
    expect(checkDocument(shop({ name: 'n'.repeat(201) })).refusal?.code).toBe('InvalidName')
  })

  test('takes letters of any script in a name', () => {
    expect(checkDocument(shop({ name: '注文 Überweisung-1@db' })).document).toBeDefined()
  })

  test('names the nested subsegment at fault and gives the id of its document', () => {
    const { end_time: _, ...open } = subsegment('step')
    expect(
      checkDocument(shop({ subsegments: [subsegment('load', { subsegments: [open] })] })).refusal,
    ).toEqual({
      code: 'MissingEndTime',
      id: idOf('shop'),
      message:
        'Subsegment 0000000073746570 "step" in subsegment 000000006c6f6164 "load" has neither end_time nor in_progress: true; one of them is needed',
    })
  })

  test.each([
    [segment('shop', { subsegments: [subsegment('step', { id: 'x' })] }), 'segment 0000000073686f70 "shop"'],
    [
      independent('load', 'shop', { subsegments: [subsegment('step', { id: 'x' })] }),
      'subsegment 000000006c6f6164 "load"',
    ],
  ])('names what the subsegment at fault lies in: %#', (document, within) => {
    expect(checkDocument({ ...document }).refusal?.message).toBe(
      `Subsegment "step" in ${within} has the id "x"; ${sixteen}`,
    )
  })

  test.each([
    [segment('shop', { subsegments: [subsegment('step', { subsegments: 7 as never })] }), 'step', '73746570'],
    [independent('load', 'shop', { subsegments: 7 as never }), 'load', '6c6f6164'],
  ])('names the subsegment whose own are no list: %#', (document, name, digits) => {
    expect(checkDocument({ ...document }).refusal?.message).toBe(
      `Subsegment 00000000${digits} "${name}" has 7 as subsegments, which must be a list`,
    )
  })

  test('takes what is in progress, and null where nothing need be', () => {
    const document = { ...inProgress(segment('shop')), parent_id: null, end_time: null, subsegments: null }
    expect(checkDocument(document).document).toEqual(inProgress(segment('shop')))
  })

  test('takes 100 levels of subsegments and refuses 101', () => {
    expect(
      parseDocument(JSON.stringify(segment('shop', { subsegments: [nested(100)] }))).document,
    ).toBeDefined()
    expect(checkDocument(shop({ subsegments: [nested(101)] })).refusal).toMatchObject({
      code: 'InvalidSegment',
      message: expect.stringMatching(/ nests deeper than 100 levels of subsegments$/),
    })
  })

  test('takes an empty list of subsegments at the deepest level', () => {
    const deep = JSON.stringify(shop({ subsegments: [nested(100)] }))
    const text = deep.replace('"name":"inmost"', '"name":"inmost","subsegments":[]')
    expect(text).not.toBe(deep)
    expect(checkDocument(JSON.parse(text)).document).toBeDefined()
  })
})
