import { describe, expect, test } from 'vitest'
import type { TraceSummary } from '../../../src/local/index.ts'
import { nextSort, parseSort, sortTraces } from '../../../src/page/model/sort-traces.ts'

const summary = (Id: string, StartTime: number, Duration: number, HttpStatus?: number) =>
  ({ Id, StartTime, Duration, Http: HttpStatus === undefined ? {} : { HttpStatus } }) as TraceSummary

const summaries = [summary('a', 1, 5, 200), summary('b', 2, 1, 500), summary('c', 3, 5)]
const idsBy = (sort: string | undefined) =>
  sortTraces(summaries, parseSort(sort))
    .map(({ Id }) => Id)
    .join('')

describe('sortTraces()', () => {
  test.each([
    [undefined, 'cba'],
    ['start', 'abc'],
    ['-duration', 'cab'],
    ['duration', 'bca'],
    ['-status', 'bac'],
    ['toString', 'cba'],
  ])('by %s', (sort, ids) => {
    expect(idsBy(sort)).toBe(ids)
  })
})

test('nextSort() has the greatest on top first, then turns round', () => {
  expect(nextSort(parseSort(undefined), 'duration')).toBe('-duration')
  expect(nextSort(parseSort('-duration'), 'duration')).toBe('duration')
  expect(nextSort(parseSort('duration'), 'duration')).toBe('-duration')
  expect(nextSort(parseSort('duration'), 'start')).toBe('')
})
