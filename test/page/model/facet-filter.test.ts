import { describe, expect, test } from 'vitest'
import { parseFilter } from '../../../src/filter/index.ts'
import { facetCondition, facetLabels, shownFacets } from '../../../src/page/model/facet-filter.ts'

const facet = (field: string) => ({ field, values: [{ value: 1, count: 1 }], distinct: 1 })

test('shownFacets() has the nodes first and annotations last', () => {
  const facets = ['annotation[b]', 'type', 'user', 'annotation[a]', 'service'].map(facet)
  expect(shownFacets(facets).map(({ field }) => field)).toEqual([
    'service',
    'user',
    'annotation[a]',
    'annotation[b]',
  ])
  expect(shownFacets([{ field: 'user', values: [], distinct: 0 }])).toEqual([])
})

test('facetLabels() leaves out the origin that all URLs have, and nothing else', () => {
  const labels = (field: string, ...texts: string[]) => {
    const values = texts.map(value => ({ value, count: 1 }))
    return texts.map(facetLabels({ field, values, distinct: texts.length }))
  }
  expect(labels('http.url', 'http://shop/cart', 'http://shop/')).toEqual(['/cart', '/'])
  expect(labels('http.url', 'http://shop/cart', 'http://pay/')).toEqual(['http://shop/cart', 'http://pay/'])
  expect(labels('user', 'http://shop/cart', '')).toEqual(['http://shop/cart', '""'])
})

describe('facetCondition()', () => {
  test.each([
    ['http.status', 500, 'http.status = 500'],
    ['service', 'shop', 'service("shop")'],
    ['annotation[plan]', 'gold "1"', 'annotation[plan] = "gold \\"1\\""'],
    ['annotation[new]', true, 'annotation[new] = true'],
    ['rootcause.fault.exception', 'no', 'rootcause.fault.exception { message = "no" }'],
  ])('%s is %j', (field, value, condition) => {
    expect(facetCondition(field, value)).toBe(condition)
    expect(parseFilter(condition).error).toBeUndefined()
  })
})
