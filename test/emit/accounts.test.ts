import { expect, test } from 'vitest'
import { Accounts } from '../../src/emit/index.ts'

test('Accounts balance: what was made is sent, lost with a reason, or waiting', () => {
  const accounts = new Accounts()
  accounts.open(10)
  accounts.settle(4, { kind: 'sent' })
  accounts.settle(1, { kind: 'unprocessed', reason: 'InvalidName' })
  accounts.settle(2, { kind: 'dropped', reason: 'ECONNREFUSED' })
  accounts.settle(1, { kind: 'dropped', reason: 'ECONNREFUSED' })
  accounts.settle(1, { kind: 'rejected', reason: 'too_large' })
  expect(accounts.snapshot()).toEqual({
    made: 10,
    sent: 4,
    unprocessed: { InvalidName: 1 },
    rejected: { too_large: 1 },
    dropped: { ECONNREFUSED: 3 },
    waiting: 1,
  })
})

test('Accounts.snapshot() gives a copy', () => {
  const accounts = new Accounts()
  accounts.snapshot().dropped.forged = 7
  expect(accounts.snapshot().dropped).toEqual({})
})
