import { expect, test } from 'vitest'
import { createGroup } from '../../../src/local/api/create-group.ts'
import { GroupBook } from '../../../src/local/group-book.ts'

test('createGroup() makes a group, once', () => {
  const groups = new GroupBook()
  const { Group } = createGroup({ GroupName: 'slow', FilterExpression: 'duration > 5' }, groups, 1)
  expect(Group).toMatchObject({
    GroupName: 'slow',
    GroupARN: expect.stringMatching(/^arn:aws:xray:local:000000000000:group\/slow\/[0-9A-F]{32}$/),
    FilterExpression: 'duration > 5',
    InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
  })
  expect(() => createGroup({ GroupName: 'slow' }, groups, 1)).toThrow('There is a group "slow" already')
})

test.each([
  [{}, 'GroupName is missing; it must have 1 to 32 characters'],
  [{ GroupName: 'x'.repeat(33) }, 'it must have 1 to 32 characters'],
  [{ GroupName: 'Default' }, 'There is a group "Default" already'],
  [{ GroupName: 'a', FilterExpression: 'duration >' }, 'column 11'],
])('createGroup() refuses %j', (request, message) => {
  expect(() => createGroup(request, new GroupBook(), 1)).toThrow(message)
})

test('createGroup() makes 25 groups, not more', () => {
  const groups = new GroupBook()
  for (let at = 0; at < 25; at++) createGroup({ GroupName: `g${at}` }, groups, 1)
  expect(() => createGroup({ GroupName: 'one' }, groups, 1)).toThrow('There are 25 groups already')
})
