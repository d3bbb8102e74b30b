import { expect, test } from 'vitest'
import { joinConversions, WrittenDocument } from '../../src/segment/index.ts'

test('WrittenDocument gives its bytes as text', () => {
  expect(new WrittenDocument('53995c3f42cd8ad8', Buffer.from('{"name":"价"}'), 0, () => []).text).toBe(
    '{"name":"价"}',
  )
})

test('joinConversions gives what became of all', () => {
  const document = new WrittenDocument('53995c3f42cd8ad8', Buffer.from('{}'), 1, () => [])
  const rejected = { id: '4c721bf33e3caf8f', bytes: 0, spanCount: 2 }
  const conversions = [
    { documents: [document], rejected: [] },
    { documents: [document], rejected: [rejected] },
  ]
  expect(joinConversions(conversions)).toEqual({ documents: [document, document], rejected: [rejected] })
})
