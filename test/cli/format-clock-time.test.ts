import { expect, test } from 'vitest'
import { formatClockTime } from '../../src/cli/format-clock-time.ts'

test('formatClockTime() shows the time of day with its thousandths', () => {
  const midnight = new Date(2026, 10, 22).getTime() / 1000
  expect(formatClockTime(midnight + 3 * 3600 + 4 * 60 + 5.006)).toBe('03:04:05.006')
})
