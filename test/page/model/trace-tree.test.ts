import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { childrenOf, traceTree } from '../../../src/page/model/trace-tree.ts'
import { idOf, independent, inProgress, segment, subsegment } from '../../document/documents.ts'
import { namesOf, sketchedTrace } from './sketched-trace.ts'

describe('traceTree()', () => {
  test('makes nothing of nothing', () => {
    expect(traceTree([])).toBeUndefined()
  })

  test('has a segment below the subsegment that called it, and knows whose work each row is', () => {
    const tree = traceTree([
      segment('shop', { subsegments: [subsegment('call', { namespace: 'remote' })] }),
      segment('pay', { parent_id: idOf('call'), subsegments: [subsegment('check')] }),
    ])!
    expect(namesOf(tree.rows)).toEqual(['shop', '  call', '    pay', '      check'])
    expect(tree.services).toEqual(['shop', 'pay'])
    expect(tree.rows.map(({ serviceIndex }) => serviceIndex)).toEqual([0, 0, 1, 1])
    expect(tree.rows.map(({ kind }) => kind)).toEqual(['segment', 'remote', 'segment', 'local'])
    expect(tree.rows.map(({ endIndex }) => endIndex)).toEqual([4, 4, 4, 4])
    expect(tree.rows.map(({ parentIndex }) => parentIndex)).toEqual([-1, 0, 1, 2])
    expect(tree.entry.entity.name).toBe('shop')
    expect(tree.maxDepth).toBe(3)
    expect(tree.isPartial).toBe(false)
  })

  test('counts time from the first start, and shows what is in progress up to the end', () => {
    const tree = traceTree([
      segment('shop', {
        start_time: 10,
        end_time: 14,
        subsegments: [inProgress(subsegment('wait', { start_time: 11 }))],
      }),
    ])!
    expect(tree.rows.map(row => [row.startSeconds, row.endSeconds, row.isInProgress])).toEqual([
      [0, 4, false],
      [1, 4, true],
    ])
    expect(tree.isPartial).toBe(true)
  })

  test('marks what has lost its parent', () => {
    const tree = traceTree([independent('lost', 'nobody')])!
    expect(tree.rows[0]).toMatchObject({ isOrphan: true, serviceIndex: -1 })
    expect(tree.isPartial).toBe(true)
  })

  test('knows each row by its id, and its children', () => {
    const tree = sketchedTrace(['a', 0, 9, ['b', 1, 2, ['c', 1, 2]], ['d', 3, 4]])
    expect(tree.indexOf(idOf('d'))).toBe(3)
    expect(tree.indexOf('nobody')).toBeUndefined()
    expect(childrenOf(tree, tree.rows[0]!).map(({ entity }) => entity.name)).toEqual(['b', 'd'])
  })

  test('every row is below its parent, whatever the shape', () => {
    const { shape } = fc.letrec<{ shape: readonly unknown[] }>(tie => ({
      shape: fc.oneof(
        { maxDepth: 4 },
        fc.constant<readonly unknown[]>([]),
        fc.array(tie('shape'), { maxLength: 4 }),
      ),
    }))
    fc.assert(
      fc.property(shape, root => {
        let count = 0
        const nested = (children: readonly unknown[]): ReturnType<typeof subsegment> =>
          subsegment(`n${count++}`, { subsegments: (children as unknown[][]).map(nested) })
        const tree = traceTree([segment('root', { subsegments: [nested(root)] })])!
        expect(tree.rows).toHaveLength(count + 1)
        for (const row of tree.rows) {
          const parent = tree.rows[row.parentIndex]
          if (!parent) continue
          expect(row.index).toBeGreaterThan(parent.index)
          expect(row.endIndex).toBeLessThanOrEqual(parent.endIndex)
          expect(row.depth).toBe(parent.depth + 1)
        }
      }),
    )
  })
})
