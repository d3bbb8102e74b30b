import { expect, test } from 'vitest'
import { PendingDocument } from '../../src/emit/document-queue.ts'
import { DocumentsInDoubt } from '../../src/emit/documents-in-doubt.ts'

const pending = (order: number) => new PendingDocument(new Uint8Array(1), order, 0, () => {})

test('a document is sent when it has been in doubt from one confirmation to the next', () => {
  const inDoubt = new DocumentsInDoubt(10)
  const [early, late] = [pending(0), pending(1)]
  inDoubt.push(early)
  expect(inDoubt.confirm(100)).toBe(false)
  inDoubt.push(late)
  expect([early.outcome, inDoubt.length]).toEqual([undefined, 2])
  expect([inDoubt.isRipe, inDoubt.ripeSince]).toEqual([true, 100])
  expect(inDoubt.confirm(110)).toBe(true)
  expect([early.outcome, late.outcome, inDoubt.length]).toEqual([{ kind: 'sent' }, undefined, 1])
})

test('what is taken back is not confirmed', () => {
  const inDoubt = new DocumentsInDoubt(10)
  const documents = [pending(0), pending(1)]
  inDoubt.push(documents[0]!)
  inDoubt.confirm(100)
  inDoubt.push(documents[1]!)
  expect(inDoubt.takeAll()).toEqual(documents)
  expect(inDoubt.length).toBe(0)
  expect([inDoubt.confirm(110), inDoubt.confirm(120)]).toEqual([false, false])
  expect(documents.map(({ outcome }) => outcome)).toEqual([undefined, undefined])
})

test('is due so long after the last confirmation, as long as something is in doubt', () => {
  const inDoubt = new DocumentsInDoubt(10)
  expect(inDoubt.dueAt(100)).toBeUndefined()
  inDoubt.push(pending(0))
  expect(inDoubt.dueAt(100)).toBe(110)
  inDoubt.confirm(110)
  expect([inDoubt.isDue(119), inDoubt.isDue(120)]).toEqual([false, true])
})
