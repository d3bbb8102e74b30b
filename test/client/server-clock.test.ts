import { expect, test } from 'vitest'
import { serverClockAhead } from '../../src/client/server-clock.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')

test.each([
  ['Thu, 01 Jan 2026 01:00:00 GMT', 0, 3_600_000],
  ['Wed, 31 Dec 2025 23:50:00 GMT', 0, -600_000],
  // It is reckoned with already, or near enough.
  ['Thu, 01 Jan 2026 01:00:00 GMT', 3_600_000, undefined],
  ['Thu, 01 Jan 2026 00:03:00 GMT', 0, undefined],
  ['yesterday', 0, undefined],
  [undefined, 0, undefined],
])('serverClockAhead(%j), reckoned with %d ms', (date, reckoned, ahead) => {
  expect(serverClockAhead(date, NOW, reckoned)).toBe(ahead)
})
