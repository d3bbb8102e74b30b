import { expect, test } from 'vitest'
import { NO, termKey, termsOf, YES } from '../../../src/local/store/terms-of.ts'
import { mergeTrace, recordTrace } from '../../../src/trace/index.ts'
import { segment, subsegment } from '../../document/documents.ts'

test('termsOf() gives the request of the entry, and what any segment says of services, users and annotations', () => {
  const shop = segment('shop', {
    user: 'ann',
    http: { request: { method: 'GET', url: 'http://shop/' }, response: { status: 200 } },
    annotations: { gold: true, size: 5 },
    subsegments: [
      subsegment('pay', {
        namespace: 'remote',
        annotations: { gold: false, size: 5 },
        http: { response: { status: 500 } },
      }),
    ],
  })
  const terms = termsOf(recordTrace(mergeTrace([shop])!))
  expect(terms.map(({ field, value }) => [field, value])).toEqual(
    expect.arrayContaining([
      ['http.url', 'http://shop/'],
      ['http.method', 'GET'],
      ['http.status', 200],
      ['service', 'shop'],
      ['service', 'pay'],
      ['user', 'ann'],
      ['annotation[gold]', YES],
      ['annotation[gold]', NO],
      ['annotation[size]', 5],
    ]),
  )
  expect(terms.filter(({ field }) => field === 'http.status')).toHaveLength(1)
  expect(new Set(terms.map(termKey)).size).toBe(terms.length)
})
