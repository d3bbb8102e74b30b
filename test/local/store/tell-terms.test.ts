import { expect, test } from 'vitest'
import { annotationKey, tellTerms } from '../../../src/local/store/tell-terms.ts'
import { mergeTrace, recordTrace } from '../../../src/trace/index.ts'
import { segment, subsegment } from '../../document/documents.ts'

test('tellTerms() gives the request of the entry, and what any segment says of services, users and annotations', () => {
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
  const terms: [string, unknown][] = []
  tellTerms(recordTrace(mergeTrace([shop])!), (field, value) => terms.push([field, value]))
  expect(terms).toEqual(
    expect.arrayContaining([
      ['http.url', 'http://shop/'],
      ['http.method', 'GET'],
      ['http.status', 200],
      ['service', 'shop'],
      ['service', 'pay'],
      ['user', 'ann'],
      ['annotation[gold]', true],
      ['annotation[gold]', false],
      ['annotation[size]', 5],
    ]),
  )
  expect(terms.filter(([field]) => field === 'http.status')).toHaveLength(1)
})

test('annotationKey() is of annotations alone', () => {
  expect(['annotation[a[b]]', 'user'].map(annotationKey)).toEqual(['a[b]', undefined])
})
