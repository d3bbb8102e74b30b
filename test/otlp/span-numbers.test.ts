import { expect, test } from 'vitest'
import { isParentRemote, spanKind, traceFlags } from '../../src/otlp/span-numbers.ts'

test("spanKind() gives OpenTelemetry's number, and INTERNAL for none and for those to come", () => {
  expect([0, 1, 2, 3, 4, 5, 6, -1].map(spanKind)).toEqual([0, 0, 1, 2, 3, 4, 0, 0])
})

test('isParentRemote() knows when the flags do not say', () => {
  expect([0x001, 0x101, 0x301, 0x200].map(isParentRemote)).toEqual([undefined, false, true, undefined])
})

test("traceFlags() gives W3C's eight bits", () => expect(traceFlags(0x301)).toBe(1))
