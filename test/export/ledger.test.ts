import { describe, expect, test, vi } from 'vitest'
import type { Batch } from '../../src/export/batch.ts'
import { Ledger } from '../../src/export/ledger.ts'

const ACCOUNTS = { made: 0, sent: 0, unprocessed: {}, rejected: {}, dropped: {}, waiting: 0 }

/** A ledger with a batch of so many spans in so many documents on their way. */
function underWay({
  spans,
  documents,
  areEnded = true,
}: {
  spans: number
  documents: number
  areEnded?: boolean
}) {
  const ledger = new Ledger(undefined)
  const answer = vi.fn()
  if (areEnded) ledger.openSpans(spans)
  const batch: Batch = { areEnded, calls: [ledger.begin(answer)], loss: undefined }
  ledger.openDocuments(documents)
  return { ledger, batch, answer }
}

describe('a Ledger', () => {
  test('books documents with their spans, and answers by the last loss', () => {
    const { ledger, batch, answer } = underWay({ spans: 7, documents: 3 })
    ledger.settle(batch, 2, { kind: 'sent' })
    ledger.settle(batch, 4, { kind: 'unprocessed', reason: 'ThrottledException', spanCount: 1 })
    ledger.settle(batch, 1, { kind: 'dropped', reason: 'ECONNREFUSED' })
    expect(ledger.stats).toEqual({
      spans: {
        ...ACCOUNTS,
        made: 7,
        sent: 5,
        unprocessed: { ThrottledException: 1 },
        dropped: { ECONNREFUSED: 1 },
      },
      documents: {
        ...ACCOUNTS,
        made: 3,
        sent: 1,
        unprocessed: { ThrottledException: 1 },
        dropped: { ECONNREFUSED: 1 },
      },
    })
    ledger.answer(batch)
    expect(answer.mock.calls).toEqual([[{ code: 1, error: new Error('Spans were dropped: ECONNREFUSED') }]])
  })

  test('books documents of open spans, and not the spans', () => {
    const { ledger, batch, answer } = underWay({ spans: 2, documents: 2, areEnded: false })
    ledger.settle(batch, 1, { kind: 'sent' })
    ledger.settle(batch, 1, { kind: 'dropped', reason: 'queue_full' })
    ledger.answer(batch)
    expect(ledger.stats.spans).toEqual(ACCOUNTS)
    expect(ledger.stats.documents).toEqual({ ...ACCOUNTS, made: 2, sent: 1, dropped: { queue_full: 1 } })
    expect(answer).toHaveBeenCalledOnce()
  })

  test('counts documents that were packed anew in the place of those before', () => {
    const { ledger, batch } = underWay({ spans: 3, documents: 1 })
    ledger.replaceDocuments(1, 3)
    for (let count = 0; count < 3; count++) ledger.settle(batch, 1, { kind: 'sent' })
    expect(ledger.stats.documents).toEqual({ ...ACCOUNTS, made: 3, sent: 3 })
  })

  test('has ended when each call has its answer, even one that throws at it', async () => {
    const { ledger, batch, answer } = underWay({ spans: 1, documents: 1 })
    answer.mockImplementation(() => {
      throw new Error('not now')
    })
    const isOver = vi.fn()
    const ended = ledger.ended().then(isOver)
    await Promise.resolve()
    expect(isOver).not.toHaveBeenCalled()
    ledger.settle(batch, 1, { kind: 'sent' })
    ledger.answer(batch)
    await ended
    expect(isOver).toHaveBeenCalled()
  })
})
