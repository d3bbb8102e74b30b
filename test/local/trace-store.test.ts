import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { TraceStore } from '../../src/local/trace-store.ts'
import { idOf, independent, inProgress, segment, TRACE_ID } from '../document/documents.ts'

const UNLIMITED = { maxBytes: Infinity, maxTraces: Infinity }

function traceIdOf(at: number): string {
  return `1-581cf771-${at.toString(16).padStart(24, '0')}`
}

function storeOf(documents: ReceivedDocument[], limits = UNLIMITED): TraceStore {
  const store = new TraceStore(limits)
  documents.forEach((document, at) => void store.add(document, JSON.stringify(document), at))
  return store
}

describe('TraceStore', () => {
  test('gives the documents of a trace in the order of arrival', () => {
    const documents = [independent('step', 'shop'), segment('shop')]
    expect(storeOf(documents).get(TRACE_ID)?.documents()).toEqual(documents)
    expect(storeOf(documents).get(traceIdOf(1))).toBeUndefined()
  })

  test('knows a trace by its id in any case', () => {
    const store = storeOf([segment('shop', { trace_id: TRACE_ID.toUpperCase() })])
    expect(store.get(TRACE_ID)?.xrayTraceId).toBe(TRACE_ID)
  })

  test('replaces what was in progress, and ignores it when it comes late', () => {
    const store = storeOf([inProgress(segment('shop')), segment('shop'), inProgress(segment('shop'))])
    expect(store.get(TRACE_ID)?.documents()).toEqual([segment('shop')])
    expect(store.counts()).toMatchObject({ stored: 3, held: 1, replaced: 1, stale: 1, duplicated: 0 })
  })

  test('keeps the last of two complete ones and counts it', () => {
    const store = storeOf([segment('shop'), segment('shop', { user: 'last' })])
    expect(store.get(TRACE_ID)?.documents()).toEqual([segment('shop', { user: 'last' })])
    expect(store.counts()).toMatchObject({ held: 1, duplicated: 1 })
  })

  test('says when a trace was, when it changed, and how often', () => {
    const trace = storeOf([
      segment('shop', { start_time: 10, end_time: 12 }),
      independent('step', 'shop', { start_time: 9, end_time: 15 }),
      inProgress(segment('pay', { start_time: 16 })),
    ]).get(TRACE_ID)
    expect(trace).toMatchObject({ startSeconds: 9, endSeconds: 16, updatedMillis: 2, revision: 3 })
    expect(trace?.segmentEnds()).toEqual([12])
  })

  test('lets the traces go that began to arrive first', () => {
    const store = storeOf(
      [1, 2, 3, 1].map((at, n) => segment(`shop${n}`, { trace_id: traceIdOf(at) })),
      { maxBytes: Infinity, maxTraces: 2 },
    )
    expect([...store.traces()].map(({ xrayTraceId }) => xrayTraceId)).toEqual([traceIdOf(3), traceIdOf(1)])
    expect(store.counts()).toMatchObject({ traces: 2, evictedTraces: 2, evicted: 2 })
  })

  test('keeps within its bytes, even when one trace alone is over them', () => {
    const one = segment('shop')
    const bytes = Buffer.byteLength(JSON.stringify(one))
    const store = storeOf([one, segment('shop', { id: idOf('b') })], {
      maxBytes: bytes + 1,
      maxTraces: Infinity,
    })
    expect(store.counts()).toMatchObject({ bytes: 0, held: 0, traces: 0, evicted: 2 })
  })

  test('accounts for each document', () => {
    const document = fc
      .record({
        trace: fc.nat(4),
        name: fc.constantFrom('a', 'b'),
        isSegment: fc.boolean(),
        isDone: fc.boolean(),
      })
      .map(({ trace, name, isSegment, isDone }): ReceivedDocument => {
        const base = isSegment ? segment(name) : independent(name, 'a')
        return { ...(isDone ? base : inProgress(base)), trace_id: traceIdOf(trace) }
      })
    fc.assert(
      fc.property(
        fc.array(document, { maxLength: 40 }),
        fc.integer({ min: 100, max: 2000 }),
        (documents, maxBytes) => {
          const store = storeOf(documents, { maxBytes, maxTraces: 3 })
          const { stored, held, replaced, duplicated, stale, evicted, bytes, traces } = store.counts()
          expect(stored).toBe(documents.length)
          expect(held + replaced + duplicated + stale + evicted).toBe(stored)
          const kept = [...store.traces()].flatMap(trace => trace.documents())
          expect(kept).toHaveLength(held)
          expect(kept.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)), 0)).toBe(bytes)
          expect(bytes).toBeLessThanOrEqual(maxBytes)
          expect(traces).toBeLessThanOrEqual(3)
        },
      ),
    )
  })
})
