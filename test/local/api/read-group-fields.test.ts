import { expect, test } from 'vitest'
import { readGroupFields } from '../../../src/local/api/read-group-fields.ts'
import { GroupBook } from '../../../src/local/group-book.ts'

const read = (request: Record<string, unknown>) => readGroupFields(request, new GroupBook())

test('readGroupFields() reads what is given', () => {
  expect(read({})).toEqual({})
  expect(read({ FilterExpression: '', InsightsConfiguration: { InsightsEnabled: true } })).toEqual({
    FilterExpression: '',
    InsightsConfiguration: { InsightsEnabled: true, NotificationsEnabled: false },
  })
})

test.each([
  [{ FilterExpression: 'nonsense(' }, 'Cannot read the filter'],
  [{ InsightsConfiguration: { InsightsEnabled: 1 } }, 'must be true or false'],
  [{ InsightsConfiguration: { NotificationsEnabled: true } }, 'notifications need insights'],
])('readGroupFields() refuses %j', (request, message) => {
  expect(() => read(request)).toThrow(message)
})
