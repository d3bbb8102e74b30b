import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compileFilter,
  type Filter,
  type IndexQuery,
  parseFilter,
  planFilter,
} from '../../src/filter/index.ts'
import { findRootCauses, type MergedTrace, mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { idOf, segment, subsegment } from '../document/documents.ts'
import { anyTrace } from '../trace/any-trace.ts'
import { EXAMPLES } from './examples.ts'

const trace = mergeTrace([
  segment('shop', {
    http: { request: { url: 'http://shop/buy', method: 'POST' }, response: { status: 200 } },
    end_time: 1_500_000_003,
    annotations: { plan: 'gold', age: 30, vip: false, request: 'a.b' },
    user: 'alice',
    subsegments: [
      subsegment('pay', { namespace: 'remote', error: true }),
      subsegment('DynamoDB', { namespace: 'aws', aws: { table_name: 'orders' } }),
    ],
  }),
  segment('pay', {
    parent_id: idOf('pay'),
    fault: true,
    origin: 'AWS::Lambda::Function',
    annotations: { 'request.id': 'x1' },
  }),
]) as MergedTrace

const finds = (text: string) =>
  compileFilter(parseFilter(text).filter as Filter)({
    record: recordTrace(trace),
    rootCauses: () => findRootCauses(trace),
  })

describe('compileFilter()', () => {
  test.each([
    ['ok !partial duration <4', true],
    ['fault', false],
    ['fault = false', true],
    ['responsetime >= 3 AND responsetime <= 3', true],
    ['responsetime > 3', false],
    ['http.status != 200', false],
    ['http.url CONTAINS "/BUY"', false],
    ['http.url ENDSWITH "/buy" http.method = POST', true],
    ['http.useragent', false],
    ['user CONTAINS ""', true],
    ['user = "bob" OR user = "alice"', true],
    ['annotation[plan] = "gold"', true],
    ['annotation.age > 29', true],
    ['annotation[age] = "30"', false],
    ['annotation[age]', true],
    ['annotation[vip]', false],
    ['annotation[vip] = false', true],
    ['!annotation[constructor]', true],
    ['service("pay")', true],
    ['service("pay") { fault }', true],
    ['service("shop") { fault }', false],
    ['service() { fault }', true],
    ['!service("bank")', true],
    ['service("shop") { root = true and ok }', true],
    ['service(id(type: "AWS::DynamoDB::Table")) { inferred name = "orders" }', true],
    ['service(id(name: "pay", type: "AWS::Lambda::Function")) { fault }', true],
    ['service(id(name: "pay", type: "client"))', false],
    ['service { annotation[request.id] = "x1" }', true],
    ['service("shop") { annotation[request.id] }', false],
    ['edge("shop", "pay") { error }', true],
    ['edge("pay", "shop")', false],
    ['edge("shop", "orders")', true],
    ['edge { source.annotation[plan] = "gold" destination.annotation[request.id] = "x1" }', true],
    ['edge { source.annotation[request.id] = "x1" }', false],
    ['group.name = "who"', false],
  ])('%s: %s', (text, found) => {
    expect(finds(text)).toBe(found)
  })

  test('finds in any trace what its plan lets through, and no more where the plan is exact', () => {
    fc.assert(
      fc.property(anyTrace, fc.constantFrom(...EXAMPLES), (documents, text) => {
        const filter = parseFilter(text).filter as Filter
        const merged = mergeTrace(documents) as MergedTrace
        const record = recordTrace(merged)
        const found = compileFilter(filter)({ record, rootCauses: () => findRootCauses(merged) })
        const { where, isExact } = planFilter(filter)
        const isLetThrough =
          !where || compileFilter(toFilter(where))({ record, rootCauses: () => findRootCauses(merged) })
        if (isExact) expect(found).toBe(isLetThrough)
        else if (found) expect(isLetThrough).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

/** An index query as the filter that asks the same. */
function toFilter(query: IndexQuery): Filter {
  if ('all' in query) return { kind: 'and', terms: query.all.map(toFilter) }
  if ('any' in query) return { kind: 'or', terms: query.any.map(toFilter) }
  if ('not' in query) return { kind: 'not', term: toFilter(query.not) }
  const { test: asked } = query
  if (asked.kind !== 'rootcause') return asked
  return { ...asked, part: 'service', where: { kind: 'and', terms: [] } }
}
