import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  conditionsOf,
  hasCondition,
  quoted,
  withCondition,
  withGroup,
} from '../../../src/page/model/filter-text.ts'

describe('withCondition()', () => {
  test.each([
    ['', 'fault', 'fault'],
    ['ok', 'fault', 'ok AND fault'],
    ['ok AND fault', 'ok', 'fault'],
    ['fault OR error', 'ok', '(fault OR error) AND ok'],
    ['service("a OR b") { fault OR error }', 'ok', 'service("a OR b") { fault OR error } AND ok'],
  ])('%j with %j is %j', (filter, condition, expected) => {
    expect(withCondition(filter, condition)).toBe(expected)
  })

  test('takes out again what it has put in', () => {
    const text = fc.string({ unit: 'grapheme-ascii', minLength: 1 })
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), text, (names, added) => {
        const conditions = [...new Set(names)]
          .filter(name => name !== added)
          .map(name => `user = ${quoted(name)}`)
        const filter = conditions.join(' AND ')
        const condition = `user = ${quoted(added)}`
        const more = withCondition(filter, condition)
        expect(hasCondition(more, condition)).toBe(true)
        expect(withCondition(more, condition)).toBe(filter)
      }),
    )
  })
})

test('conditionsOf() does not take an OR apart', () => {
  expect(conditionsOf('a = 1 and b = 2')).toEqual(['a = 1', 'b = 2'])
  expect(conditionsOf('a OR b')).toBeUndefined()
})

test('quoted() leaves no quote open', () => {
  expect(quoted('say "hi" \\')).toBe('"say \\"hi\\" \\\\"')
})

test('withGroup() keeps the filter together', () => {
  expect(withGroup('a OR b', 'slow')).toBe('group.name = "slow" AND (a OR b)')
  expect(withGroup('', 'slow')).toBe('group.name = "slow"')
  expect(withGroup('a', '')).toBe('a')
})
