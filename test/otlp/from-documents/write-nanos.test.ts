import { expect, test } from 'vitest'
import { writeNanos } from '../../../src/otlp/from-documents/write-nanos.ts'

test.each([
  [0, '0000'],
  [1_500_000_000.25, '1500000000250000000'],
  [1_763_800_000.1234567, '1763800000123457000'],
])('%d s', (seconds, nanos) => {
  expect(writeNanos(seconds)).toBe(nanos)
})
