import { describe, expect, test } from 'vitest'
import { rowsFromDepth, type VisibleLine, visibleLines } from '../../../src/page/model/visible-rows.ts'
import { type Sketch, sketchedTrace } from './sketched-trace.ts'

const NOTHING = { closed: new Set<number>(), unfolded: new Set<number>() }

function show(lines: VisibleLine[]): string[] {
  return lines.map(
    ({ row, count, isClosed }) =>
      `${'  '.repeat(row.depth)}${row.entity.name}${count > 1 ? ` ×${count}` : isClosed ? ' …' : ''}`,
  )
}

const queries = Array.from({ length: 7 }, (_, at): Sketch => ['query', at, at + 1])

describe('visibleLines()', () => {
  test('shows every row when nothing is closed', () => {
    const tree = sketchedTrace(['a', 0, 9, ['b', 1, 2, ['c', 1, 2]], ['d', 3, 4]])
    expect(show(visibleLines(tree, NOTHING))).toEqual(['a', '  b', '    c', '  d'])
  })

  test('shows nothing below what is closed', () => {
    const tree = sketchedTrace(['a', 0, 9, ['b', 1, 2, ['c', 1, 2]], ['d', 3, 4]])
    expect(show(visibleLines(tree, { ...NOTHING, closed: new Set([1, 3]) }))).toEqual(['a', '  b …', '  d'])
    expect(show(visibleLines(tree, { ...NOTHING, closed: rowsFromDepth(tree, 0) }))).toEqual(['a …'])
  })

  test('folds equal siblings, with what is below them', () => {
    const pages = Array.from({ length: 5 }, (_, at): Sketch => ['page', 10 + at, 11 + at, ['read', 10, 11]])
    const tree = sketchedTrace(['a', 0, 20, ...queries, ['other', 8, 9], ...pages])
    expect(show(visibleLines(tree, NOTHING))).toEqual(['a', '  query ×7', '  other', '  page ×5'])
  })

  test('unfolds all of them at once, and folds what comes after them', () => {
    const tree = sketchedTrace(['a', 0, 9, ...queries])
    const lines = visibleLines(tree, { ...NOTHING, unfolded: new Set([1]) })
    expect(show(lines)).toEqual(['a', ...Array(7).fill('  query')])
  })

  test('leaves four of a kind as they are', () => {
    const tree = sketchedTrace(['a', 0, 9, ...queries.slice(0, 4)])
    expect(visibleLines(tree, NOTHING)).toHaveLength(5)
  })

  test('hides no fault among what went well', () => {
    const failed: Sketch = ['query', 3.5, 3.6, { fault: true }]
    const tree = sketchedTrace(['a', 0, 9, ...queries, failed])
    expect(show(visibleLines(tree, NOTHING))).toContain('  query')
  })

  test('shows only what is asked for, below its ancestors', () => {
    const tree = sketchedTrace(['a', 0, 9, ['b', 1, 2, ['c', 1, 2]], ...queries])
    const at = tree.rows.findIndex(({ entity }) => entity.name === 'c')
    expect(show(visibleLines(tree, { ...NOTHING, only: new Set([at]) }))).toEqual(['a', '  b', '    c'])
  })

  test('is quick for a trace of 50,000 rows, unfolded or not', () => {
    const many = Array.from({ length: 50_000 }, (_, at): Sketch => ['query', at, at + 1])
    const tree = sketchedTrace(['a', 0, 50_000, ...many])
    expect(visibleLines(tree, NOTHING)).toHaveLength(2)
    expect(visibleLines(tree, { ...NOTHING, unfolded: new Set([1]) })).toHaveLength(50_001)
  })
})
