import { expect, test } from 'vitest'
import { findGroup, findNamedGroup } from '../../../src/local/api/find-group.ts'
import { GroupBook } from '../../../src/local/group-book.ts'

const groups = new GroupBook()

test('findGroup() wants a group that is there', () => {
  expect(findGroup({ GroupName: 'Default' }, groups).GroupName).toBe('Default')
  expect(() => findGroup({}, groups)).toThrow('The request names no group; give GroupName or GroupARN')
  expect(() => findGroup({ GroupARN: 'arn:x' }, groups)).toThrow('There is no group "arn:x"')
  expect(() => findGroup({ GroupName: 7 }, groups)).toThrow('GroupName is 7; it must be a string')
})

test('findNamedGroup() lets a request name none', () => {
  expect(findNamedGroup({}, groups)).toBeUndefined()
})
