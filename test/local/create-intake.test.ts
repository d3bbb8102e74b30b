import { expect, test } from 'vitest'
import { createIntake } from '../../src/local/create-intake.ts'
import type { Refusal } from '../../src/local/refusal-log.ts'
import { segment, TRACE_ID } from '../document/documents.ts'

function open(room: number) {
  const taken: string[] = []
  const refused: Refusal[] = []
  const intake = createIntake({
    store: () => room-- > 0,
    clock: () => 42,
    onTaken: (xrayTraceId, text) => taken.push(`${xrayTraceId} ${text}`),
    onRefused: refusal => refused.push(refusal),
  })
  return { intake, taken, refused }
}

test('an intake takes what X-Ray takes, and says of the rest why not, with how it begins', () => {
  const { intake, taken, refused } = open(9)
  const text = JSON.stringify(segment('shop'))
  expect(intake.takeDocument(text)).toBeUndefined()
  expect(taken).toEqual([`${TRACE_ID} ${text}`])
  const bad = JSON.stringify({ name: 'x'.repeat(5000) })
  expect(intake.takeDocument(bad)).toMatchObject({ code: 'MissingTraceId' })
  expect(refused).toMatchObject([{ atMillis: 42, what: 'document', document: bad.slice(0, 2000) }])
})

test('an intake turns documents away that the store has no room for', () => {
  const { intake, taken, refused } = open(0)
  expect(intake.takeDocument(JSON.stringify(segment('shop')))).toMatchObject({ code: 'Throttled' })
  expect([taken, refused.length]).toEqual([[], 1])
})

test('an intake keeps what was refused of datagrams and spans', () => {
  const { intake, refused } = open(0)
  intake.refuseDatagram({ code: 'EmptyBody', message: 'Nothing' })
  intake.onSpansRefused([{ message: 'No id' } as never], 1)
  expect(refused).toMatchObject([
    { what: 'datagram', code: 'EmptyBody' },
    { what: 'spans', code: 'InvalidSpans', message: 'No id' },
  ])
})
