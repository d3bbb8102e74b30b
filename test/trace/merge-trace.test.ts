import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findRootCauses, type MergedTrace, mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { idOf, independent, inProgress, segment, subsegment, TRACE_ID } from '../document/documents.ts'
import { anyTrace } from './any-trace.ts'

describe('mergeTrace()', () => {
  test('gives nothing without documents', () => {
    expect(mergeTrace([])).toBeUndefined()
  })

  test('finds who calls whom, and makes a segment for a callee that sent none', () => {
    const trace = mergeTrace([
      segment('pay', { parent_id: idOf('call'), start_time: 1_500_000_000.5 }),
      independent('query', 'shop', { namespace: 'remote', sql: {} }),
      segment('shop', { subsegments: [subsegment('call', { namespace: 'remote' })] }),
    ])
    expect(trace?.xrayTraceId).toBe(TRACE_ID)
    expect(trace?.segments.map(({ name }) => name)).toEqual(['shop', 'pay'])
    expect(trace?.inferred.map(({ name, parent_id }) => [name, parent_id])).toEqual([
      ['query', idOf('query')],
    ])
    expect(trace?.calls.map(({ from, by, to }) => [from.name, by?.name, to.name])).toEqual([
      ['shop', 'call', 'pay'],
      ['shop', 'query', 'query'],
    ])
    expect(trace?.entry?.name).toBe('shop')
    expect(trace?.orphans).toEqual([])
  })

  test('lets a segment call a segment', () => {
    const trace = mergeTrace([
      segment('function', { parent_id: idOf('lambda'), origin: 'AWS::Lambda::Function' }),
      segment('lambda', { origin: 'AWS::Lambda' }),
    ])
    expect(trace?.calls.map(({ from, by, to }) => [from.name, by, to.name])).toEqual([
      ['lambda', undefined, 'function'],
    ])
  })

  test('waits with the calls of a subsegment whose segment has not arrived', () => {
    const trace = mergeTrace([independent('query', 'shop', { namespace: 'remote' })])
    expect(trace).toMatchObject({ segments: [], inferred: [], calls: [] })
    expect(trace?.orphans.map(({ name }) => name)).toEqual(['query'])
    expect(trace).not.toHaveProperty('entry')
  })

  test('makes the same of documents that come early, late and twice', () => {
    const done = segment('shop', { subsegments: [subsegment('query', { namespace: 'remote' })] })
    const query = independent('query', 'shop', { namespace: 'remote' })
    const documents = [inProgress(segment('shop')), inProgress(query), query, done, done]
    expect(mergeTrace(documents.toReversed())).toEqual(mergeTrace([done]))
    expect(mergeTrace(documents)).toEqual(mergeTrace([done]))
  })

  test('takes nobody for his own caller', () => {
    const trace = mergeTrace([segment('self', { parent_id: idOf('self') })])
    expect(trace?.calls).toEqual([])
    expect(trace?.entry?.name).toBe('self')
  })

  test('makes the same of the same documents in any order, whatever their shape', () => {
    const shuffled = anyTrace.chain(documents =>
      fc.tuple(
        fc.constant(documents),
        fc.shuffledSubarray([...documents, ...documents], { minLength: 2 * documents.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, ([documents, other]) => {
        const trace = mergeTrace(documents) as MergedTrace
        const otherTrace = mergeTrace(other) as MergedTrace
        expect(otherTrace).toEqual(trace)
        expect(recordTrace(otherTrace)).toEqual(recordTrace(trace))
        expect(findRootCauses(otherTrace)).toEqual(findRootCauses(trace))
      }),
      { numRuns: 100 },
    )
  })
})
