import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MAX_FILTER_CHARS, parseFilter } from '../../src/filter/index.ts'
import { EXAMPLES } from './examples.ts'

const errorOf = (text: string) => parseFilter(text).error

describe('parseFilter()', () => {
  test.each(EXAMPLES)('reads %s', text => {
    expect(parseFilter(text)).toEqual({ filter: expect.anything() })
  })

  test('binds AND closer than OR, and terms side by side like AND', () => {
    const flag = (keyword: string) => ({ kind: 'flag', keyword, value: true })
    const expected = {
      kind: 'or',
      terms: [flag('ok'), { kind: 'and', terms: [flag('fault'), { kind: 'not', term: flag('error') }] }],
    }
    expect(parseFilter('ok or fault and !error').filter).toEqual(expected)
    expect(parseFilter('ok OR fault NOT error').filter).toEqual(expected)
    expect(parseFilter('(ok OR fault) error').filter).toMatchObject({ kind: 'and' })
  })

  test('reads keywords in any case, and keys as they are written', () => {
    expect(parseFilter('HTTP.Url contains "/A"').filter).toEqual({
      kind: 'text',
      keyword: 'http.url',
      operator: 'CONTAINS',
      value: '/A',
    })
    expect(parseFilter('Annotation.userId = 7').filter).toEqual({
      kind: 'annotation',
      key: 'userId',
      operator: '=',
      value: 7,
    })
  })

  test.each([
    ['', 1, 0, 'it ends too early; expected !, NOT, (, ok'],
    ['fautl', 1, 5, '"fautl" cannot stand here; did you mean fault?'],
    ['duration > fast', 12, 4, '"fast" cannot stand here; expected a number'],
    ['fault AND', 10, 0, 'it ends too early'],
    [
      'http.url "/api"',
      10,
      6,
      '"/api" cannot stand here; expected =, !=, CONTAINS, BEGINSWITH, ENDSWITH, AND or OR',
    ],
    ['http.url = "/api', 12, 5, 'what begins with "/api" has no end; expected a text in double quotes'],
    ['service("shop") { fault', 24, 0, 'it ends too early; expected =, !=, AND, OR or }'],
    ['service(shop)', 9, 4, '"shop" cannot stand here; expected'],
    ['coverage > 1', 1, 8, 'coverage can stand only in rootcause.….entity {…}'],
    ['service { duration > 1 } { ok }', 26, 1, '"{" cannot stand here; expected AND or OR'],
    ['annotation[]', 12, 0, 'nothing stands here; expected a key'],
    ["user = 'alice'", 8, 7, 'texts stand in double quotes'],
    ['rootcause.json = #[nothing]', 18, 10, 'what follows # is not JSON'],
  ])('says of %s where it is wrong, and what could stand there', (text, column, length, reason) => {
    expect(errorOf(text)).toMatchObject({ column, length })
    expect(errorOf(text)?.message).toContain(`Cannot read the filter at column ${column}: ${reason}`)
  })

  test('reads to a depth and a length, and no further', () => {
    expect(parseFilter(`${'('.repeat(30)}ok${')'.repeat(30)}`).filter).toBeDefined()
    expect(errorOf(`${'('.repeat(2000)}ok${')'.repeat(2000)}`)?.message).toContain('deeper than 32 levels')
    expect(errorOf('!'.repeat(MAX_FILTER_CHARS))?.message).toContain('deeper than 32 levels')
    expect(errorOf('x'.repeat(MAX_FILTER_CHARS + 1))?.message).toContain('at most 5,000 are read')
  })

  test('never throws, whatever the text', () => {
    const piece = fc.constantFrom(
      ...EXAMPLES.flatMap(example => example.split(/(?<=[^\w.])|(?=[^\w.])/)),
      '#[',
      '"',
      '\\',
      ']',
      '💥',
    )
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join('')),
    )
    fc.assert(
      fc.property(text, drawn => {
        const { filter, error } = parseFilter(drawn)
        if (filter) return
        expect(error?.column).toBeGreaterThan(0)
        expect(error?.column).toBeLessThanOrEqual(drawn.length + 1)
      }),
      { numRuns: 1000 },
    )
  })
})
