import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { completionsAt, type KnownValues, parseFilter } from '../../src/filter/index.ts'

const known: KnownValues = of =>
  ({
    service: ['shop', 'pay'],
    annotation: ['plan', 'request.id'],
    'annotation[plan]': ['gold', 'so "free"'],
    'http.status': [200, 500],
    user: ['ann', 'Anton', 'bob'],
  })[of] ?? []

/** What is offered where the | stands, and the characters in whose place it is put. */
function offered(sketch: string) {
  const at = sketch.indexOf('|')
  const text = sketch.replace('|', '')
  const { from, to, items } = completionsAt(text, at, known)
  return [text.slice(from, to), ...items.map(item => item.text)]
}

describe('completionsAt()', () => {
  test.each([
    ['fault AND dur|', ['dur', 'duration']],
    ['HTTP.s|', ['HTTP.s', 'http.status']],
    ['http.st|atus = 5', ['http.status', 'http.status']],
    ['http.status = |', ['', '200', '500']],
    ['http.status |= 200', ['', 'AND', 'OR', '=', '!=', '<', '<=', '>', '>=']],
    ['user = |', ['', '"ann"', '"Anton"', '"bob"']],
    ['user = "an|', ['"an', '"ann"', '"Anton"']],
    ['user = "an|" AND ok', ['"an"', '"ann"', '"Anton"']],
    ['annotation[|', ['', 'plan', 'request.id']],
    ['annotation[pl|] = 5', ['pl', 'plan']],
    ['annotation[plan] = "|', ['"', '"gold"', '"so \\"free\\""']],
    ['annotation[plan] BEGINS|', ['BEGINS', 'BEGINSWITH']],
    ['service(|', ['', '"shop"', '"pay"', 'id', ')']],
    ['service(id(|', ['', 'name', 'type', 'account.id']],
    ['service(id(name: |', ['', '"shop"', '"pay"']],
    ['edge("shop", "p|', ['"p', '"shop"', '"pay"']],
    ['edge { des|', ['des', 'destination.annotation[']],
    ['rootcause.fault.e|', ['rootcause.fault.e', 'rootcause.fault.entity {', 'rootcause.fault.exception {']],
    ['rootcause.responsetime.entity { cov|', ['cov', 'coverage']],
    ['partial = t|', ['t', 'true']],
    ['ok A|', ['A', 'AND', 'availabilityzone', 'account.id', 'annotation[']],
    ['fautl AND |', ['']],
  ])('%s', (sketch, items) => {
    expect(offered(sketch)).toEqual(items)
  })

  test('says what each does', () => {
    expect(completionsAt('thr', 3).items).toEqual([
      { text: 'throttle', kind: 'keyword', about: 'too many requests: HTTP 429' },
    ])
  })

  test('what it offers for a place is what an error there asks for', () => {
    const { error } = parseFilter('service("shop") { ')
    const offeredTexts = completionsAt('service("shop") { ', 18).items.map(({ text }) => text)
    expect(offeredTexts.toSorted()).toEqual(error?.expected.toSorted())
  })

  test('never throws, and replaces only what is there', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[a-z.[\]{}()"=! #,:]*$/))
    fc.assert(
      fc.property(text, fc.nat(), (drawn, place) => {
        const at = place % (drawn.length + 1)
        const { from, to } = completionsAt(drawn, at, known)
        expect(from).toBeLessThanOrEqual(at)
        expect(to).toBeGreaterThanOrEqual(at)
        expect(to).toBeLessThanOrEqual(drawn.length)
      }),
      { numRuns: 1000 },
    )
  })
})
