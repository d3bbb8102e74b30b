import { expect, test } from 'vitest'
import { updateGroup } from '../../../src/local/api/update-group.ts'
import { GroupBook } from '../../../src/local/group-book.ts'

const INSIGHTS = { InsightsEnabled: true, NotificationsEnabled: false }

test('updateGroup() changes what is given', () => {
  const groups = new GroupBook()
  const slow = groups.put(
    { GroupName: 'slow', FilterExpression: 'duration > 5', InsightsConfiguration: INSIGHTS },
    1,
  )
  const { Group } = updateGroup({ GroupARN: slow.GroupARN, FilterExpression: 'fault' }, groups, 2)
  expect(Group).toEqual({ ...slow, FilterExpression: 'fault' })
  expect(groups.get({ GroupName: 'slow' })).toEqual(Group)
})

test('updateGroup() gives the group of all traces no filter', () => {
  expect(() => updateGroup({ GroupName: 'Default', FilterExpression: 'fault' }, new GroupBook(), 1)).toThrow(
    'Default',
  )
})
