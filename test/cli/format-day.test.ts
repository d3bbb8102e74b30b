import { expect, test } from 'vitest'
import { formatDay } from '../../src/cli/format-day.ts'

test('formatDay() shows the day that it is here', () => {
  const midnight = new Date(2026, 2, 9).getTime() / 1000
  expect(formatDay(midnight)).toBe('2026-03-09')
  expect(formatDay(midnight - 0.001)).toBe('2026-03-08')
})
