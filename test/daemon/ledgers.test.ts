import { expect, test } from 'vitest'
import { Ledgers } from '../../src/daemon/ledgers.ts'

test('spans share the fate of their documents', () => {
  const ledgers = new Ledgers()
  ledgers.documents.open(3)
  ledgers.spans.open(5)
  ledgers.settle({ count: 1, spanCount: 5 }, { kind: 'sent' })
  ledgers.settle({ count: 2, spanCount: 0 }, { kind: 'dropped', reason: 'queue_full' })
  expect(ledgers.documents.snapshot()).toMatchObject({
    made: 3,
    sent: 1,
    dropped: { queue_full: 2 },
    waiting: 0,
  })
  expect(ledgers.spans.snapshot()).toMatchObject({ made: 5, sent: 5, dropped: {}, waiting: 0 })
})
