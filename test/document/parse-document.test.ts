import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_RECEIVED_DOCUMENT_BYTES, parseDocument } from '../../src/document/index.ts'
import { segment, subsegment } from './documents.ts'

/** A segment whose JSON has exactly so many bytes. */
function segmentOfBytes(bytes: number): string {
  const empty = JSON.stringify(segment('shop', { metadata: { default: { filler: '' } } }))
  const filler = 'x'.repeat(bytes - empty.length)
  return JSON.stringify(segment('shop', { metadata: { default: { filler } } }))
}

describe('parseDocument()', () => {
  test('gives the document with every field it came with', () => {
    const sent = { ...segment('shop', { subsegments: [subsegment('step')] }), something_new: { of: 'AWS' } }
    expect(parseDocument(JSON.stringify(sent))).toEqual({ document: sent })
  })

  test('takes a trace id whose first digits are no time', () => {
    const sent = segment('shop', { trace_id: '1-00000000-a006649127e371903a2de979' })
    expect(parseDocument(JSON.stringify(sent)).document).toEqual(sent)
  })

  test.each([
    {
      name: 'text',
      text: 'this is not json',
      message: 'The document is not JSON: it begins with "this is not json"',
    },
    {
      name: 'a long text',
      text: 'x'.repeat(50),
      message: `The document is not JSON: it begins with "${'x'.repeat(40)}"`,
    },
    { name: 'nothing', text: ' ', message: 'The document is empty; a segment document is one JSON object' },
    {
      name: 'the first half of a document',
      text: '{"name":"shop","id":"70de',
      message:
        'The document is cut off after 25 characters of JSON: it begins with "{\\"name\\":\\"shop\\",\\"id\\":\\"70de"',
    },
    {
      name: 'two documents',
      text: '{"name":"shop"} {"name":"shop"}',
      message:
        'The document is not JSON from position 16 on: it begins with "{\\"name\\":\\"shop\\"} {\\"name\\":\\"shop\\"}"',
    },
    { name: 'a list', text: '[]', message: 'The document is a list; a segment document is one JSON object' },
    { name: 'null', text: 'null', message: 'The document is null; a segment document is one JSON object' },
    {
      name: 'escape codes',
      text: '\u001b[2J\u202e',
      message: 'The document is not JSON: it begins with "\\u001b[2J\\u{202e}"',
    },
  ])('refuses $name as InvalidSegment', ({ text, message }) => {
    expect(parseDocument(text)).toEqual({ refusal: { code: 'InvalidSegment', message } })
  })

  test('takes a document of 65,536 bytes and refuses one more', () => {
    expect(parseDocument(segmentOfBytes(MAX_RECEIVED_DOCUMENT_BYTES)).document).toBeDefined()
    expect(parseDocument(segmentOfBytes(MAX_RECEIVED_DOCUMENT_BYTES + 1)).refusal).toEqual({
      code: 'InvalidSegment',
      message: 'The document has 65,537 bytes; at most 65,536 are taken',
    })
  })

  test('counts bytes of UTF-8, not characters', () => {
    const text = JSON.stringify(segment('shop', { metadata: { default: { filler: 'ü'.repeat(40_000) } } }))
    expect(text.length).toBeLessThan(MAX_RECEIVED_DOCUMENT_BYTES)
    expect(parseDocument(text).refusal?.code).toBe('InvalidSegment')
  })

  test('takes more when told to', () => {
    expect(parseDocument(segmentOfBytes(100_000), Infinity).document).toBeDefined()
  })

  test.each([
    { name: 'lists', text: '['.repeat(60_000) },
    { name: 'objects', text: '{"a":'.repeat(12_000) },
    { name: 'metadata', text: `{"metadata":${'['.repeat(600)}${']'.repeat(600)}}` },
  ])('refuses $name that nest without end', ({ text }) => {
    expect(parseDocument(text).refusal?.message).toBe('The document nests deeper than 500 levels of JSON')
  })

  test.each([
    { name: 'lists', open: '[', close: ']' },
    { name: 'objects', open: '{"a":', close: '}' },
  ])('takes 500 levels of $name and refuses 501', ({ open, close }) => {
    // Three of the levels are the document, its metadata and the namespace.
    const nested = (levels: number) =>
      JSON.stringify(segment('shop', { metadata: { default: { deep: 'x' } } })).replace(
        '"x"',
        `${open.repeat(levels - 3)}7${close.repeat(levels - 3)}`,
      )
    expect(parseDocument(nested(500)).document).toBeDefined()
    expect(parseDocument(nested(501)).refusal?.code).toBe('InvalidSegment')
  })

  test('takes any number of lists and objects beside each other', () => {
    const sent = segment('shop', {
      metadata: { default: { lists: Array(600).fill([]), objects: Array(600).fill({}) } },
    })
    expect(parseDocument(JSON.stringify(sent)).document).toEqual(sent)
  })

  test('does not take brackets inside of text for levels', () => {
    const sent = segment('shop', { metadata: { default: { art: `\\"${'['.repeat(1000)}` } } })
    expect(parseDocument(JSON.stringify(sent)).document).toEqual(sent)
  })

  test('never throws on text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), text => {
        const { document, refusal } = parseDocument(text)
        expect((document === undefined) !== (refusal === undefined)).toBe(true)
      }),
    )
  })

  test('never throws on JSON in the place of any field', () => {
    const fields = [
      'name',
      'id',
      'trace_id',
      'start_time',
      'end_time',
      'in_progress',
      'parent_id',
      'type',
      'http',
      'aws',
      'sql',
    ]
    const more = [
      'cause',
      'annotations',
      'metadata',
      'subsegments',
      'service',
      'links',
      'precursor_ids',
      '__proto__',
    ]
    fc.assert(
      fc.property(
        fc.constantFrom(...fields, ...more),
        fc.jsonValue(),
        fc.jsonValue(),
        (field, value, nested) => {
          const child = JSON.stringify(subsegment('step')).replace(
            '{',
            `{${JSON.stringify(field)}:${JSON.stringify(nested)},`,
          )
          const text = JSON.stringify(segment('shop')).replace(
            '{',
            `{${JSON.stringify(field)}:${JSON.stringify(value)},"subsegments":[${child}],`,
          )
          const { document, refusal } = parseDocument(text)
          expect((document === undefined) !== (refusal === undefined)).toBe(true)
        },
      ),
    )
  })
})
