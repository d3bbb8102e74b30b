import { expect, test } from 'vitest'
import { getGroup } from '../../../src/local/api/get-group.ts'
import { GroupBook } from '../../../src/local/group-book.ts'

test('getGroup() finds a group by its ARN', () => {
  const groups = new GroupBook()
  const { GroupARN } = groups.list()[0]!
  expect(getGroup({ GroupARN }, groups).Group.GroupName).toBe('Default')
})
