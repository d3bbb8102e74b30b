import { describe, expect, test } from 'vitest'
import { readString, readStrings, readTime } from '../../../src/local/api/read-field.ts'

describe('readStrings()', () => {
  test('gives the list', () => {
    expect(readStrings({ TraceIds: ['a', 'b'] }, 'TraceIds', 1, 5)).toEqual(['a', 'b'])
  })

  test.each([
    [undefined, /TraceIds is missing/],
    ['a', /TraceIds is "a"/],
    [['a', 7], /has 7 in it/],
    [[], /has 0 items; it must be a list of 1 to 5 strings/],
    [['1', '2', '3', '4', '5', '6'], /has 6 items/],
  ])('refuses %j', (value, message) => {
    expect(() => readStrings({ TraceIds: value }, 'TraceIds', 1, 5)).toThrow(message)
  })
})

describe('readTime()', () => {
  test('gives epoch seconds', () => {
    expect(readTime({ StartTime: 1.5e9 }, 'StartTime')).toBe(1.5e9)
  })

  test.each([undefined, null, '1.5e9', Number.NaN])('refuses %j', value => {
    expect(() => readTime({ StartTime: value }, 'StartTime')).toThrow(/StartTime/)
  })
})

describe('readString()', () => {
  test('gives the text, or nothing where there is none', () => {
    expect(readString({ NextToken: 'x' }, 'NextToken')).toBe('x')
    expect(readString({ NextToken: null }, 'NextToken')).toBeUndefined()
    expect(readString({}, 'NextToken')).toBeUndefined()
  })

  test('refuses what is no text', () => {
    expect(() => readString({ NextToken: 7 }, 'NextToken')).toThrow(/NextToken is 7; it must be a string/)
  })
})
