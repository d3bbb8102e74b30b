import { expect, test } from 'vitest'
import { getGroups } from '../../../src/local/api/get-groups.ts'
import { GroupBook } from '../../../src/local/group-book.ts'

test('getGroups() lists all groups', () => {
  const { Groups, NextToken } = getGroups({}, new GroupBook())
  expect(Groups.map(({ GroupName }) => GroupName)).toEqual(['Default'])
  expect(NextToken).toBeUndefined()
})
