import { expect, test } from 'vitest'
import { deleteGroup } from '../../../src/local/api/delete-group.ts'
import { GroupBook } from '../../../src/local/group-book.ts'

test('deleteGroup() deletes a group, and never Default', () => {
  const groups = new GroupBook()
  groups.put(
    { GroupName: 'slow', InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false } },
    1,
  )
  expect(deleteGroup({ GroupName: 'slow' }, groups)).toEqual({})
  expect(() => deleteGroup({ GroupName: 'slow' }, groups)).toThrow('There is no group "slow"')
  expect(() => deleteGroup({ GroupName: 'Default' }, groups)).toThrow('cannot be deleted')
})
