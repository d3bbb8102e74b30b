import { expect, test } from 'vitest'
import { both, startsWithin } from '../../../src/local/store/selection.ts'

test('both() keeps the values in the order of their places', () => {
  expect(both(startsWithin(1, 2), { where: 'id = ?', values: ['x'] })).toEqual({
    where: 'start_seconds >= ? AND start_seconds < ? AND id = ?',
    values: [1, 2, 'x'],
  })
})
