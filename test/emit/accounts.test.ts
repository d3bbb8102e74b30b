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

test.each(['__proto__', 'constructor', 'toString'])('a reason may be called %s', reason => {
  const accounts = new Accounts()
  accounts.open(2)
  accounts.settle(2, { kind: 'unprocessed', reason })
  expect(Object.entries(accounts.snapshot().unprocessed)).toEqual([[reason, 2]])
})

test('Accounts tell a hundred reasons apart, and still balance with more', () => {
  const accounts = new Accounts()
  accounts.open(1000)
  for (let code = 0; code < 1000; code++) accounts.settle(1, { kind: 'unprocessed', reason: `Code${code}` })
  const { unprocessed } = accounts.snapshot()
  expect(Object.keys(unprocessed)).toHaveLength(101)
  expect(unprocessed.other).toBe(900)
})
