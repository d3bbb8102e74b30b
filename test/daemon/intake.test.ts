import { expect, test } from 'vitest'
import { Backlog } from '../../src/daemon/backlog.ts'
import { Intake } from '../../src/daemon/intake.ts'
import { Accounts } from '../../src/emit/index.ts'
import { segment } from '../document/documents.ts'

function open() {
  const refused: string[] = []
  const accounts = new Accounts()
  const backlog = new Backlog({ maxBytes: 1e6, onDropped: () => {}, onReady: () => {} })
  const intake = new Intake({ backlog, accounts, onRefused: ({ message }) => refused.push(message) })
  return { intake, accounts, backlog, refused }
}

test('sound documents wait, others are refused with their id and the reason', () => {
  const { intake, accounts, backlog, refused } = open()
  const { end_time: _, ...endless } = segment('shop')
  intake.document(JSON.stringify(segment('shop')))
  intake.document(JSON.stringify(endless))
  intake.document('this is not json')
  intake.datagram({ code: 'InvalidHeader', message: 'a bad header' })
  expect(accounts.snapshot()).toMatchObject({
    made: 4,
    waiting: 1,
    rejected: { MissingEndTime: 1, InvalidSegment: 1, InvalidHeader: 1 },
  })
  expect(backlog.waitingDocuments).toBe(1)
  expect(refused[0]).toMatch(/Segment 0000000073686f70 "shop" has neither end_time nor in_progress/)
})

test('spans of OTLP go through as they are', () => {
  const { intake, backlog, refused } = open()
  intake.document('T1SCr4BCgkK')
  intake.document('T1UCr4BCgk=')
  intake.document('T1S not base64')
  expect(backlog.waitingDocuments).toBe(2)
  expect(refused).toHaveLength(1)
})
