import { expect, test } from 'vitest'
import { GroupBook } from '../../src/local/group-book.ts'

const INSIGHTS = { InsightsEnabled: false, NotificationsEnabled: false }

test('GroupBook keeps groups by name and ARN, Default first', () => {
  const groups = new GroupBook()
  const slow = groups.put(
    { GroupName: 'slow', FilterExpression: 'duration > 5', InsightsConfiguration: INSIGHTS },
    10,
  )
  expect(groups.get({ GroupARN: slow.GroupARN })).toEqual(slow)
  expect(groups.list().map(({ GroupName }) => GroupName)).toEqual(['Default', 'slow'])
  groups.delete('slow')
  expect(groups.get({ GroupName: 'slow' })).toBeUndefined()
})

test('GroupBook knows when a filter was changed, and keeps the ARN', () => {
  const groups = new GroupBook()
  const slow = groups.put(
    { GroupName: 'slow', FilterExpression: 'duration > 5', InsightsConfiguration: INSIGHTS },
    10,
  )
  expect(groups.wasChanged('slow', 0, 100)).toBe(false)
  expect(groups.put({ ...slow, FilterExpression: 'duration > 6' }, 50).GroupARN).toBe(slow.GroupARN)
  groups.put({ ...slow, FilterExpression: 'duration > 6' }, 70)
  expect(groups.wasChanged('slow', 0, 50)).toBe(false)
  expect(groups.wasChanged('slow', 50, 60)).toBe(true)
  expect(groups.wasChanged('slow', 60, 100)).toBe(false)
})
