import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readExportResponse, writeExportResponse } from '../../src/otlp/index.ts'

const FORMATS = ['json', 'protobuf'] as const

test.each(FORMATS)('reads back what a receiver writes in %s', format => {
  for (const [rejectedSpans, message] of [
    [0, ''],
    [2, 'spans[0] is too old: 价'],
    [100_000, ''],
  ] as const) {
    const body = writeExportResponse(format, rejectedSpans, message)
    expect(readExportResponse(format, body)).toEqual({ rejectedSpans, message })
  }
})

test('whatever is answered, readExportResponse() gives a number that is none below zero', () => {
  const body = fc.oneof(
    fc.uint8Array(),
    fc.json().map(text => Buffer.from(text)),
  )
  fc.assert(
    fc.property(fc.constantFrom(...FORMATS), body, (format, bytes) => {
      expect(readExportResponse(format, bytes).rejectedSpans).toBeGreaterThanOrEqual(0)
    }),
  )
})
