import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReceivedDocument } from '../../../src/document/index.ts'
import { TraceDatabase } from '../../../src/local/store/trace-database.ts'
import { idOf, independent, inProgress, segment, TRACE_ID } from '../../document/documents.ts'
import { arrivalsOf } from './arrivals.ts'

const UNLIMITED = { maxBytes: Infinity, maxTraces: Infinity }
const ALWAYS = { startSeconds: 0, endSeconds: Infinity }

function traceIdOf(at: number): string {
  return `1-581cf771-${at.toString(16).padStart(24, '0')}`
}

/** A database to which documents came one after another. */
function databaseOf(documents: ReceivedDocument[], limits = UNLIMITED, isEachIndexed = true): TraceDatabase {
  const database = new TraceDatabase(limits)
  documents.forEach((document, atMillis) => {
    database.add(arrivalsOf([document], atMillis))
    if (isEachIndexed) database.refresh(atMillis, true)
  })
  database.refresh(documents.length, true)
  return database
}

function documentsOf(database: TraceDatabase, xrayTraceId = TRACE_ID): ReceivedDocument[] {
  const trace = database.get(xrayTraceId)
  return trace ? database.documents(trace) : []
}

/** The ids of the traces that are there, the newest first. */
function idsIn(database: TraceDatabase): string[] {
  return [...database.index.find(ALWAYS)].map(({ trace }) => trace.id)
}

describe('TraceDatabase', () => {
  test('gives the documents of a trace in the order of arrival', () => {
    const documents = [independent('step', 'shop'), segment('shop')]
    expect(documentsOf(databaseOf(documents))).toEqual(documents)
    expect(databaseOf(documents).get(traceIdOf(1))).toBeUndefined()
  })

  test('knows a trace by its id in any case', () => {
    const database = databaseOf([segment('shop', { trace_id: TRACE_ID.toUpperCase() })])
    expect(database.get(TRACE_ID)?.id).toBe(TRACE_ID)
  })

  test('replaces what was in progress, and ignores it when it comes late', () => {
    const database = databaseOf([inProgress(segment('shop')), segment('shop'), inProgress(segment('shop'))])
    expect(documentsOf(database)).toEqual([segment('shop')])
    expect(database.counts()).toMatchObject({ stored: 3, held: 1, replaced: 1, stale: 1, duplicated: 0 })
  })

  test('keeps the last of two complete ones and counts it', () => {
    const database = databaseOf([segment('shop'), segment('shop', { user: 'last' })])
    expect(documentsOf(database)).toEqual([segment('shop', { user: 'last' })])
    expect(database.counts()).toMatchObject({ held: 1, duplicated: 1 })
  })

  test('says when a trace was, when it changed, and how often', () => {
    const trace = databaseOf([
      segment('shop', { start_time: 10, end_time: 12 }),
      independent('step', 'shop', { start_time: 9, end_time: 15 }),
      inProgress(segment('pay', { start_time: 16 })),
    ]).get(TRACE_ID)
    expect(trace).toMatchObject({ startSeconds: 10, endSeconds: 16, updatedMillis: 2, revision: 3 })
  })

  test('lets the traces go that began to arrive first', () => {
    const database = databaseOf(
      [1, 2, 3, 1].map((at, n) => segment(`shop${n}`, { trace_id: traceIdOf(at) })),
      { maxBytes: Infinity, maxTraces: 2 },
    )
    expect(idsIn(database).toSorted()).toEqual([traceIdOf(1), traceIdOf(3)])
    expect(database.counts()).toMatchObject({ traces: 2, evictedTraces: 2, evicted: 2 })
  })

  test('keeps within its bytes, even when one trace alone is over them', () => {
    const one = segment('shop')
    const bytes = Buffer.byteLength(JSON.stringify(one))
    const database = databaseOf([one, segment('shop', { id: idOf('b') })], {
      maxBytes: bytes + 1,
      maxTraces: Infinity,
    })
    expect(database.counts()).toMatchObject({ bytes: 0, held: 0, traces: 0, evicted: 2 })
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
          const database = databaseOf(documents, { maxBytes, maxTraces: 3 })
          const { stored, held, replaced, duplicated, stale, evicted, bytes, traces } = database.counts()
          expect(stored).toBe(documents.length)
          expect(held + replaced + duplicated + stale + evicted).toBe(stored)
          const kept = idsIn(database).flatMap(id => documentsOf(database, id))
          expect(kept).toHaveLength(held)
          expect(kept.reduce((sum, each) => sum + Buffer.byteLength(JSON.stringify(each)), 0)).toBe(bytes)
          expect(bytes).toBeLessThanOrEqual(maxBytes)
          expect(traces).toBeLessThanOrEqual(3)
        },
      ),
    )
  })
})
