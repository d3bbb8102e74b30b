import { expect, test } from 'vitest'
import { memoryLimit } from '../../src/daemon/memory-limit.ts'

test('so many megabytes as are asked for, from 3 on', () => {
  expect(memoryLimit(64, 0)).toBe(64 * 1024 * 1024)
  expect(() => memoryLimit(2, 0)).toThrow(/buffer memory is 2 MB; it must be 3 MB or more/)
})

test('or 1 % of what there is, but no less than a burst needs', () => {
  expect(memoryLimit(0, 8_000_000_000)).toBe(80_000_000)
  expect(memoryLimit(0, 128_000_000)).toBe(16 * 1024 * 1024)
})
