import { describe, expect, test } from 'vitest'
import {
  isJsonObject,
  type JsonObject,
  readCount,
  readField,
  readList,
  readObject,
  readText,
} from '../../../src/otlp/json/json-fields.ts'

const readName = (value: JsonObject) => readText(value, 'name')

describe('readField()', () => {
  test.each([
    [{ traceId: 'a' }, 'a'],
    [{ trace_id: 'b' }, 'b'],
    [{ traceId: 'a', trace_id: 'b' }, 'a'],
    [{ traceId: null, trace_id: 'b' }, 'b'],
    [{ traceId: null }, undefined],
    [{}, undefined],
  ])('of %j is %j', (owner, value) => expect(readField(owner, 'traceId')).toBe(value))
})

test.each([
  [{}, true],
  [[], false],
  [null, false],
  ['{}', false],
])('isJsonObject(%j) is %j', (value, is) => expect(isJsonObject(value)).toBe(is))

describe('readText()', () => {
  test('is empty where there is none', () => expect(readText({}, 'name')).toBe(''))
  test('refuses a number', () =>
    expect(() => readText({ name: 7 }, 'name')).toThrow('name is 7; write a text'))
})

describe('readCount()', () => {
  test.each([
    [7, 7],
    ['7', 7],
    [undefined, 0],
    [0xffffffff, 0xffffffff],
  ])('reads %j', (value, count) => expect(readCount({ flags: value }, 'flags')).toBe(count))

  test.each([-1, 1.5, 2 ** 32, '0x1', '', true, [1]])('refuses %j', value => {
    expect(() => readCount({ flags: value }, 'flags')).toThrow(/^flags is .*; write a whole number/)
  })
})

describe('readObject()', () => {
  test('reads what is there', () => {
    expect(readObject({ scope: { name: 'pg' } }, 'scope', readName)).toBe('pg')
    expect(readObject({}, 'scope', readName)).toBeUndefined()
  })

  test.each([
    [{ scope: [] }, 'scope is a list; write an object'],
    [{ scope: { name: 1 } }, 'scope.name is 1; write a text'],
  ])('refuses %j', (owner, message) => {
    expect(() => readObject(owner, 'scope', readName)).toThrow(message)
  })

  test('lets pass what is no misfit', () => {
    const read = () => {
      throw new RangeError('ours')
    }
    expect(() => readObject({ scope: {} }, 'scope', read)).toThrow(RangeError)
  })
})

describe('readList()', () => {
  const owner = { spans: [{ name: 'a' }, { name: 1 }, 'b', { name: 'c' }] }

  test('is empty where there is none', () => expect(readList({}, 'spans', readName)).toEqual([]))

  test('stops at the first misfit', () => {
    expect(() => readList(owner, 'spans', readName)).toThrow('spans[1].name is 1; write a text')
  })

  test('leaves out misfits for whoever takes them', () => {
    const misfits: string[] = []
    expect(readList(owner, 'spans', readName, ({ message }) => misfits.push(message))).toEqual(['a', 'c'])
    expect(misfits).toEqual(['spans[1].name is 1; write a text', 'spans[2] is "b"; write an object'])
  })

  test('refuses what is no list', () => {
    expect(() => readList({ spans: {} }, 'spans', readName)).toThrow('spans is an object; write a list')
  })

  test('lets pass what is no misfit', () => {
    const read = () => {
      throw new RangeError('ours')
    }
    expect(() => readList(owner, 'spans', read, () => {})).toThrow(RangeError)
  })
})
