import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseXRayTraceId, toXRayTraceId } from '../../src/ids/index.ts'

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map(digits => digits.join(''))

describe('toXRayTraceId()', () => {
  test('puts the epoch seconds apart', () => {
    expect(toXRayTraceId('6921746b5ac69fc467c01f3a268dc236')).toBe('1-6921746b-5ac69fc467c01f3a268dc236')
  })

  test('is undone by parseXRayTraceId()', () => {
    fc.assert(
      fc.property(
        hex(32).filter(id => /[^0]/.test(id)),
        traceId => {
          expect(parseXRayTraceId(toXRayTraceId(traceId))).toBe(traceId)
        },
      ),
    )
  })
})

describe('parseXRayTraceId()', () => {
  test('gives lower case for upper case', () => {
    expect(parseXRayTraceId('1-6921746B-5AC69FC467C01F3A268DC236')).toBe('6921746b5ac69fc467c01f3a268dc236')
  })

  test.each([
    ['another version', '2-6921746b-5ac69fc467c01f3a268dc236'],
    ['a W3C id', '6921746b5ac69fc467c01f3a268dc236'],
    ['a digit too few', '1-6921746b-5ac69fc467c01f3a268dc23'],
    ['a letter that is no hex digit', '1-6921746b-5ac69fc467c01f3a268dc23g'],
    ['text behind it', '1-6921746b-5ac69fc467c01f3a268dc236\n'],
    ['all zeros', '1-00000000-000000000000000000000000'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(parseXRayTraceId(text)).toBeUndefined()
  })
})
