import { expect, test } from 'vitest'
import { listValues, Tallies } from '../../src/compare/tallies.ts'

test('counts values, and lists them by name', () => {
  const tallies = new Tallies()
  for (const value of ['500', '200', '200']) tallies.add('http.url GET /', value)
  expect(tallies.facts('filters', listValues)).toEqual([
    { aspect: 'filters', subject: 'http.url GET /', value: '200 × 2, 500' },
  ])
})

test('keeps the first 200 subjects', () => {
  const tallies = new Tallies()
  for (let at = 0; at < 300; at++) tallies.add(`http.url GET /${at}`, '200')
  expect(tallies.facts('filters', listValues)).toHaveLength(200)
})
