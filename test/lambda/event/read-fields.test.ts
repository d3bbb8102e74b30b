import { expect, test } from 'vitest'
import {
  carrierOf,
  fieldsOf,
  itemsOf,
  nameInArn,
  present,
  textOf,
} from '../../../src/lambda/event/read-fields.ts'

test('reads what is there, and nothing of what is not', () => {
  expect([fieldsOf(null), fieldsOf('x'), fieldsOf({ a: 1 })]).toEqual([{}, {}, { a: 1 }])
  expect([textOf(''), textOf(7), textOf('x')]).toEqual([undefined, undefined, 'x'])
  expect([itemsOf('x'), itemsOf([1, { a: 1 }])]).toEqual([[], [{}, { a: 1 }]])
  expect(itemsOf(Array(2))).toEqual([{}, {}])
  expect(present({ a: undefined, b: '', c: 0 })).toEqual({ c: 0 })
})

test('carrierOf() writes names in lower case, takes the first of several values, and leaves out what is no text', () => {
  expect({ ...carrierOf({ 'X-A': 'a', B: ['b', 'c'], d: 7, __proto__: { e: 'x' } }) }).toEqual({
    'x-a': 'a',
    b: 'b',
  })
})

test.each([
  ['arn:aws:sqs:eu-west-1:1:orders', 'orders'],
  ['arn:aws:kinesis:eu-west-1:1:stream/clicks', 'clicks'],
  ['arn:aws:dynamodb:eu-west-1:1:table/carts/stream/2026', 'carts'],
  [7, undefined],
])('nameInArn(%s) is %s', (arn, name) => {
  expect(nameInArn(arn)).toBe(name)
})
