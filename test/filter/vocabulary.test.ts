import { expect, test } from 'vitest'
import { keywordOf, termsIn } from '../../src/filter/vocabulary.ts'

test('a keyword is known however it is spelled', () => {
  expect(keywordOf('responseTime')).toMatchObject({ name: 'responsetime', type: 'number' })
  expect(keywordOf('constructor')).toBeUndefined()
})

test('each scope has its own words', () => {
  const words = (scope: Parameters<typeof termsIn>[0]) => termsIn(scope).map(({ text }) => text)
  expect(words('trace')).toContain('service(')
  expect(words('trace')).not.toContain('coverage')
  expect(words('edge')).toContain('source.annotation[')
  expect(words('rootcause.exception')).toEqual(['first', 'last', 'index', 'name', 'message'])
})
