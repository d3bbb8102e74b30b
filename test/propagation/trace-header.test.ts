import { validateHeaderValue } from 'node:http'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatTraceHeader, parseTraceHeader } from '../../src/propagation/index.ts'

const ROOT = 'Root=1-6921746b-5ac69fc467c01f3a268dc236'
const traceId = '6921746b5ac69fc467c01f3a268dc236'
const parentId = '53995c3f42cd8ad8'

describe('parseTraceHeader()', () => {
  test.each([
    [
      'a whole header',
      `${ROOT};Parent=${parentId};Sampled=1`,
      { traceId, parentId, sampled: true, rest: '' },
    ],
    [
      'an unsampled one',
      `${ROOT};Parent=${parentId};Sampled=0`,
      { traceId, parentId, sampled: false, rest: '' },
    ],
    [
      'another order and spaces',
      ` Sampled=1 ; Parent=${parentId}; ${ROOT} `,
      { traceId, parentId, sampled: true, rest: '' },
    ],
    ["a load balancer's", ROOT, { traceId, rest: '' }],
    ['an open decision', `${ROOT};Parent=${parentId};Sampled=?`, { traceId, parentId, rest: '' }],
    ['no decision', `${ROOT};Parent=${parentId}`, { traceId, parentId, rest: '' }],
    [
      'upper-case ids',
      `${ROOT.toUpperCase().replace('ROOT', 'Root')};Parent=${parentId.toUpperCase()}`,
      { traceId, parentId, rest: '' },
    ],
    [
      'keys in any letter case',
      `root=1-6921746b-5ac69fc467c01f3a268dc236;PARENT=${parentId};sAmpled=0`,
      { traceId, parentId, sampled: false, rest: '' },
    ],
    [
      'the last of a key that comes twice',
      `${ROOT};Parent=aaaaaaaaaaaaaaaa;Sampled=0;Parent=${parentId};Sampled=1`,
      { traceId, parentId, sampled: true, rest: '' },
    ],
    [
      'the first of a header that comes twice',
      `${ROOT};Parent=${parentId};Sampled=1, Root=1-ffffffff-ffffffffffffffffffffffff;Sampled=0`,
      { traceId, parentId, sampled: true, rest: '' },
    ],
    ['a comma in a foreign key', `${ROOT};Tag=a, b`, { traceId, rest: ';Tag=a, b' }],
    [
      'a decision that is none as an open one',
      `${ROOT};Parent=${parentId};Sampled=true`,
      { traceId, parentId, rest: '' },
    ],
    [
      'a parent of zeros as none',
      `${ROOT};Parent=0000000000000000;Sampled=1`,
      { traceId, sampled: true, rest: '' },
    ],
    [
      'foreign keys',
      `Self=1-67891234-12456789abcdef012345678;${ROOT};Lineage=a:1|b:2`,
      { traceId, rest: ';Self=1-67891234-12456789abcdef012345678;Lineage=a:1|b:2' },
    ],
    [
      'a key that only begins like ours',
      `RootX=1-00000000-000000000000000000000001;${ROOT}`,
      { traceId, rest: ';RootX=1-00000000-000000000000000000000001' },
    ],
    ['a garbled parent', `${ROOT};Parent=nobody;Sampled=1`, { traceId, sampled: true, rest: '' }],
    ['a value with an equals sign', `${ROOT};Tag=a=b`, { traceId, rest: ';Tag=a=b' }],
  ])('reads %s', (_, text, header) => {
    expect(parseTraceHeader(text)).toEqual(header)
  })

  test.each([
    ['nothing', ''],
    ['no root', `Parent=${parentId};Sampled=1`],
    ['a garbled root', 'Root=1-6921746b-zzc69fc467c01f3a268dc236'],
    ['a W3C root', `Root=${traceId}`],
    ['a root of zeros', `Root=1-00000000-000000000000000000000000;Parent=${parentId};Sampled=1`],
    ['a root of another version', ROOT.replace('1-', '2-')],
    ['a header without end', `${ROOT};${'x=y;'.repeat(2100)}`],
  ])('refuses %s', (_, text) => {
    expect(parseTraceHeader(text)).toBeUndefined()
  })

  test('lets nothing travel on that could begin a new header line', () => {
    expect(parseTraceHeader(`${ROOT};Evil=a\r\nX-Admin: 1;Lineage=a:1`)?.rest).toBe(';Lineage=a:1')
  })

  test('lets 256 characters of foreign keys and their values travel on, and no more', () => {
    const all = `;A=${'a'.repeat(199)};B=${'b'.repeat(55)}`
    expect(parseTraceHeader(`${ROOT}${all}`)?.rest).toBe(all)
    expect(parseTraceHeader(`${ROOT}${all};C=`)?.rest).toBe(all)
    expect(parseTraceHeader(`${ROOT};A=${'a'.repeat(200)};B=${'b'.repeat(56)};C=c`)?.rest).toBe(
      `;A=${'a'.repeat(200)};C=c`,
    )
  })

  test('reads a header with long foreign keys, as far as a load balancer lets it through', () => {
    expect(parseTraceHeader(`Tag=${'x'.repeat(7000)};${ROOT};Parent=${parentId};Sampled=1`)).toEqual({
      traceId,
      parentId,
      sampled: true,
      rest: '',
    })
  })

  test('never throws, and what it gives back can be written into a header, whatever comes', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(ROOT, 'Root=', 'parent=', 'Sampled=1', '=', ';;', ', Self=', '\r\n', 'Lineage=a:1'),
    )
    fc.assert(
      fc.property(fc.array(piece), fc.constantFrom(';', ',', ''), (texts, separator) => {
        const header = parseTraceHeader(texts.join(separator))
        if (header === undefined) return
        const text = formatTraceHeader(header)
        validateHeaderValue('X-Amzn-Trace-Id', text)
        expect(text.length).toBeLessThan(700)
        expect(parseTraceHeader(text)).toEqual(header)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('formatTraceHeader()', () => {
  test('is undone by parseTraceHeader()', () => {
    const header = fc.record(
      {
        traceId: fc.constant(traceId),
        parentId: fc.constant(parentId),
        sampled: fc.boolean(),
        rest: fc.constantFrom('', ';Lineage=a:1', ';Self=1-0-0;Lineage=b:2'),
      },
      { requiredKeys: ['traceId', 'rest'] },
    )
    fc.assert(
      fc.property(header, whole => {
        expect(parseTraceHeader(formatTraceHeader(whole))).toEqual(whole)
      }),
    )
  })

  test("writes AWS's order", () => {
    expect(formatTraceHeader({ traceId, parentId, sampled: true, rest: ';Lineage=a:1' })).toBe(
      `${ROOT};Parent=${parentId};Sampled=1;Lineage=a:1`,
    )
  })
})
