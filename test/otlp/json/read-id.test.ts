import { describe, expect, test } from 'vitest'
import { readId, readOptionalId } from '../../../src/otlp/json/read-id.ts'

const ZEROS = '0000000000000000'

describe('readOptionalId()', () => {
  test.each([
    ['53995c3f42cd8ad8', '53995c3f42cd8ad8'],
    ['53995C3F42CD8AD8', '53995c3f42cd8ad8'],
    [ZEROS, undefined],
    ['', undefined],
    [null, undefined],
  ])('of %j is %j', (spanId, id) => expect(readOptionalId({ spanId }, 'spanId', 16)).toBe(id))

  test('reads a trace id by its original name', () => {
    const traceId = '6921746b5ac69fc467c01f3a268dc236'
    expect(readOptionalId({ trace_id: traceId }, 'traceId', 32)).toBe(traceId)
  })

  test.each([
    ['xyz', 'spanId is "xyz"; write 16 hex digits'],
    ['53995c3f42cd8adg', 'spanId is "53995c3f42cd8adg"; write 16 hex digits'],
    ['53995c3f42cd8ad8\n', 'spanId is "53995c3f42cd8ad8\\n"; write 16 hex digits'],
    [7, 'spanId is 7; write 16 hex digits'],
    [
      'U5lcP0LNitg=',
      'spanId is "U5lcP0LNitg="; write 16 hex digits: OTLP/JSON has ids in hex, not in base64',
    ],
    ['U5lcP0LNitg', 'spanId is "U5lcP0LNitg"; write 16 hex digits: OTLP/JSON has ids in hex, not in base64'],
  ])('refuses %j', (spanId, message) => {
    expect(() => readOptionalId({ spanId }, 'spanId', 16)).toThrow(expect.objectContaining({ message }))
  })

  test('knows a trace id in base64', () => {
    expect(() => readOptionalId({ traceId: 'aSF0a1rGn8RnwB86Jo3CNg==' }, 'traceId', 32)).toThrow(
      /not in base64$/,
    )
  })
})

describe('readId()', () => {
  test.each([
    [undefined, 'spanId is missing; write 16 hex digits that are not all zero'],
    [ZEROS, 'spanId is "0000000000000000"; write 16 hex digits that are not all zero'],
  ])('refuses %j', (spanId, message) => {
    expect(() => readId({ spanId }, 'spanId', 16)).toThrow(expect.objectContaining({ message }))
  })
})
