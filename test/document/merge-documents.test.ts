import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  mergeDocuments,
  parseDocument,
  type ReceivedDocument,
  walkDocument,
} from '../../src/document/index.ts'
import { idOf, independent, inProgress, segment, subsegment } from './documents.ts'

describe('mergeDocuments()', () => {
  test('nests independent subsegments wherever their parent is', () => {
    const documents = [
      independent('deep', 'mid'),
      independent('mid', 'step'),
      segment('shop', { subsegments: [subsegment('step')] }),
    ]
    expect(mergeDocuments(documents)).toEqual([
      segment('shop', {
        subsegments: [
          subsegment('step', { subsegments: [subsegment('mid', { subsegments: [subsegment('deep')] })] }),
        ],
      }),
    ])
  })

  test('lists a subsegment whose parent has not arrived as it came', () => {
    const lost = independent('lost', 'nobody', {
      start_time: 1_400_000_000,
      subsegments: [subsegment('step')],
    })
    expect(mergeDocuments([segment('shop'), lost])).toEqual([lost, segment('shop')])
  })

  test('keeps segments apart, also one that another called', () => {
    const callee = segment('pay', { parent_id: idOf('call'), start_time: 1_500_000_000.5 })
    const caller = segment('shop', { subsegments: [subsegment('call')] })
    expect(mergeDocuments([callee, caller])).toEqual([caller, callee])
  })

  test('replaces what was in progress, whichever comes first', () => {
    const open = inProgress(segment('shop'))
    const done = segment('shop', { fault: true })
    expect(mergeDocuments([open, done])).toEqual([done])
    expect(mergeDocuments([done, open])).toEqual([done])
  })

  test('replaces a nested subsegment that was in progress by the independent one', () => {
    const open = segment('shop', { subsegments: [inProgress(subsegment('step'))] })
    expect(mergeDocuments([independent('step', 'shop', { fault: true }), open])).toEqual([
      segment('shop', { subsegments: [subsegment('step', { fault: true })] }),
    ])
  })

  test('keeps the later one of two that are complete', () => {
    const documents = [segment('shop', { user: 'first' }), segment('shop', { user: 'last' })]
    expect(mergeDocuments(documents)).toEqual([segment('shop', { user: 'last' })])
  })

  test('keeps what was streamed under a segment whose id a subsegment shares', () => {
    const merged = mergeDocuments([segment('shop'), independent('shop', 'shop')])
    expect(merged).toEqual([segment('shop', { subsegments: [subsegment('shop')] })])
  })

  test('sorts subsegments by start', () => {
    const late = subsegment('late', { start_time: 1_500_000_000.9 })
    const early = subsegment('early', { start_time: 1_500_000_000.1 })
    expect(mergeDocuments([segment('shop', { subsegments: [late, early] })])[0]?.subsegments).toEqual([
      early,
      late,
    ])
  })

  test('lists by id what began at the same time, whichever comes first', () => {
    const documents = ['c', 'a', 'b'].map(name => segment(name))
    for (const order of [documents, documents.toReversed()]) {
      expect(mergeDocuments(order).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
    }
  })

  test('lists a subsegment and a segment that share an id', () => {
    const documents = [segment('shop'), independent('shop', 'nobody')]
    expect(mergeDocuments(documents)).toEqual(documents)
    expect(mergeDocuments(documents.toReversed())).toEqual(documents)
  })

  test('gives a segment no parent that it has not named', () => {
    expect(mergeDocuments([segment('shop')])[0]).not.toHaveProperty('parent_id')
  })

  test('cuts a circle open and loses nobody', () => {
    const documents = [
      independent('a', 'b'),
      independent('b', 'c'),
      independent('c', 'a'),
      independent('self', 'self'),
    ]
    expect(names(mergeDocuments(documents))).toEqual(['a', 'b', 'c', 'self'])
  })

  test('lists by itself what would nest deeper than 100 levels', () => {
    const chain = Array.from({ length: 5000 }, (_, at) =>
      independent(`s${at}`, at === 0 ? 'shop' : `s${at - 1}`),
    )
    const merged = mergeDocuments([segment('shop'), ...chain])
    expect(names(merged)).toHaveLength(5001)
    expect(merged).toHaveLength(50)
    expect(merged.every(tree => parseDocument(JSON.stringify(tree)).document !== undefined)).toBe(true)
  })

  test('says of what was nested too deep whose it is', () => {
    const chain = Array.from({ length: 100 }, (_, at) =>
      independent(`s${at}`, at === 0 ? 'shop' : `s${at - 1}`, {
        subsegments: at === 99 ? [subsegment('deep')] : [],
      }),
    )
    expect(mergeDocuments([segment('shop'), ...chain])[0]).toEqual(independent('deep', 's99'))
  })

  test('leaves the documents as they are', () => {
    const documents = [segment('shop', { subsegments: [subsegment('step')] }), independent('deep', 'step')]
    const before = structuredClone(documents)
    mergeDocuments(documents)
    expect(documents).toEqual(before)
  })

  test('does not depend on the order of arrival, and loses nobody', () => {
    const letters = [...'abcdefgh']
    const documents = fc.uniqueArray(
      fc
        .record({
          name: fc.constantFrom(...letters),
          parent: fc.constantFrom(...letters, 'nobody'),
          isSegment: fc.boolean(),
          isDone: fc.boolean(),
          start: fc.integer({ min: 0, max: 3 }),
        })
        .map(({ name, parent, isSegment, isDone, start }): ReceivedDocument => {
          const document = isSegment
            ? segment(name, { start_time: start })
            : independent(name, parent, { start_time: start })
          return isDone ? document : inProgress(document)
        }),
      // What X-Ray promises to know apart: one in progress and one complete document for an id.
      { selector: ({ id, in_progress: open, type }) => `${id} ${open} ${type}`, maxLength: 16 },
    )
    const shuffled = documents.chain(some =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
    )
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const merged = mergeDocuments(one)
        expect(mergeDocuments(other)).toEqual(merged)
        const sent = new Set(one.map(({ id, type }) => `${type} ${id}`))
        expect(names(merged)).toHaveLength(sent.size)
      }),
    )
  })
})

function names(documents: ReceivedDocument[]): string[] {
  return documents.flatMap(document => [...walkDocument(document)].map(({ name }) => name)).sort()
}
