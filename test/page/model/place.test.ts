import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatPlace, parsePlace } from '../../../src/page/model/place.ts'

describe('places in the URL', () => {
  test.each([
    ['/', '', { view: 'map', params: {} }],
    ['/traces', '?filter=fault+AND+ok', { view: 'traces', params: { filter: 'fault AND ok' } }],
    [
      '/t/1-581cf771-a006649127e371903a2de979',
      '',
      { view: 'trace', traceId: '1-581cf771-a006649127e371903a2de979', params: {} },
    ],
    ['/nowhere', '', { view: 'nowhere', params: {} }],
    ['/__proto__', '', { view: 'nowhere', params: {} }],
    ['/t/%E0%A4%A', '', { view: 'trace', traceId: '%E0%A4%A', params: {} }],
  ])('%s%s', (path, query, place) => {
    expect(parsePlace(path, query)).toEqual(place)
  })

  test('come back as they were written', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1 }).filter(each => each.isWellFormed())
    const params = fc.dictionary(
      text.filter(each => each !== '__proto__'),
      text,
    )
    fc.assert(
      fc.property(
        fc.constantFrom('map', 'traces', 'refused', 'groups', 'sampling' as const),
        params,
        (view, settings) => {
          const place = { view: view as 'map', params: settings }
          const url = new URL(formatPlace(place), 'http://127.0.0.1')
          expect(parsePlace(url.pathname, url.search)).toEqual({ view, params: { ...settings } })
        },
      ),
    )
  })

  test('leave out what is set to nothing', () => {
    expect(formatPlace({ view: 'trace', traceId: '1-a', params: { q: '', tab: 'raw' } })).toBe(
      '/t/1-a?tab=raw',
    )
  })
})
