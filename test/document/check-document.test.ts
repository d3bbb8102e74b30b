import { describe, expect, test } from 'vitest'
import { checkDocument } from '../../src/document/check-document.ts'
import { parseDocument, type Subsegment } from '../../src/document/index.ts'
import { idOf, independent, inProgress, segment, subsegment } from './documents.ts'

const named = 'Segment 0000000073686f70 "shop"'
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
      'InvalidTraceId',
      { trace_id: 'abc' },
      `${named} has the trace_id "abc"; it must be 1-<8 hex digits>-<24 hex digits>`,
    ],
    [
      'InvalidTraceId',
      { trace_id: 7 },
      `${named} has the trace_id 7; it must be 1-<8 hex digits>-<24 hex digits>`,
    ],
    ['MissingId', { id: undefined }, `Segment "shop" has no id; ${sixteen}`],
    ['InvalidSegment', { id: 'xyz' }, `Segment "shop" has the id "xyz"; ${sixteen}`],
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
    ['InvalidSegment', { start_time: undefined }, `${named} has no start_time; ${epochSeconds}`],
    ['InvalidSegment', { start_time: '1' }, `${named} has the start_time "1"; ${epochSeconds}`],
    ['InvalidSegment', { start_time: 1.5e12 }, `${named} has the start_time 1500000000000; ${epochSeconds}`],
    ['InvalidSegment', { end_time: -1 }, `${named} has the end_time -1; ${epochSeconds}`],
    [
      'MissingEndTime',
      { end_time: undefined },
      `${named} has neither end_time nor in_progress: true; one of them is needed`,
    ],
    ['InvalidSegment', { parent_id: 'xyz' }, `${named} has the parent_id "xyz"; ${sixteen}`],
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
    expect(checkDocument({ ...orphan }).refusal).toMatchObject({ code: 'MissingParentId', id: idOf('step') })
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

  test('takes what is in progress, and null where nothing need be', () => {
    const document = { ...inProgress(segment('shop')), parent_id: null, end_time: null, subsegments: null }
    expect(checkDocument(document).document).toEqual(inProgress(segment('shop')))
  })

  test('takes 100 levels of subsegments and refuses 101', () => {
    expect(
      parseDocument(JSON.stringify(segment('shop', { subsegments: [nested(100)] }))).document,
    ).toBeDefined()
    expect(checkDocument(shop({ subsegments: [nested(101)] })).refusal?.message).toMatch(
      'nests deeper than 100 levels of subsegments',
    )
  })
})
