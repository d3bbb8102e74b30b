import { expect, test } from 'vitest'
import { readFilter } from '../../../src/local/api/read-filter.ts'
import { GroupBook } from '../../../src/local/group-book.ts'

const groups = new GroupBook()
groups.put(
  {
    GroupName: 'slow',
    FilterExpression: 'duration > 5',
    InsightsConfiguration: { InsightsEnabled: false, NotificationsEnabled: false },
  },
  1,
)

test('readFilter() puts groups in', () => {
  const grouped = readFilter({ FilterExpression: 'group.name = "slow"' }, groups)
  expect(grouped).toEqual(readFilter({ FilterExpression: 'duration > 5' }, groups))
})

test('readFilter() reads nothing where there is nothing', () => {
  for (const FilterExpression of [undefined, null, '', '  '])
    expect(readFilter({ FilterExpression }, groups)).toBeUndefined()
})

test('readFilter() says where a filter is wrong', () => {
  expect(() => readFilter({ FilterExpression: 'duration > fast' }, groups)).toThrow(
    expect.objectContaining({
      type: 'InvalidRequestException',
      message: expect.stringContaining('column 12'),
    }),
  )
})
