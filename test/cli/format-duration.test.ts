import { expect, test } from 'vitest'
import { formatDuration } from '../../src/cli/format-duration.ts'

test.each([
  [0, '0.00 ms'],
  [0.000_42, '0.42 ms'],
  [0.009_996, '10.0 ms'],
  [0.0421, '42.1 ms'],
  [0.099_96, '100 ms'],
  [0.482, '482 ms'],
  [0.9996, '1.00 s'],
  [9.996, '10.0 s'],
  [12.34, '12.3 s'],
  [59.96, '1m 00s'],
  [123, '2m 03s'],
  [3599.6, '1h 00m'],
  [8000, '2h 13m'],
  [86_371, '1d 00h'],
  [200_000, '2d 08h'],
])('formatDuration() shows %d seconds as %s', (seconds, expected) => {
  expect(formatDuration(seconds)).toBe(expected)
})
