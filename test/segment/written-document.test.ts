import { expect, test } from 'vitest'
import { WrittenDocument } from '../../src/segment/index.ts'

test('WrittenDocument gives its bytes as text', () => {
  expect(new WrittenDocument('53995c3f42cd8ad8', Buffer.from('{"name":"价"}'), 0, () => []).text).toBe(
    '{"name":"价"}',
  )
})
