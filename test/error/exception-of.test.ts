import { expect, test } from 'vitest'
import { exceptionOf } from '../../src/error/exception-of.ts'

const unreadableMember: PropertyDescriptor = {
  get() {
    throw new Error('not for you')
  },
}

test.each([
  ['text', 'tired', 'tired'],
  ['nothing', undefined, 'undefined'],
  [
    'an object, without what may be secret',
    { code: 7, token: 'abc', request: { headers: {} }, name: 'Refused' },
    '{ name: "Refused", code: 7 }',
  ],
  ['an object that tells nothing', { token: 'abc' }, '[object Object]'],
  ['one that can not be read', Object.defineProperty({}, 'name', unreadableMember), '[object Object]'],
  [
    'one whose message can not be read',
    Object.defineProperty({ code: 7 }, 'message', unreadableMember),
    '{ code: 7 }',
  ],
  ['what has no text', Object.create(null), 'an object without a text'],
])('exceptionOf() puts %s in words', (_, thrown, message) => {
  expect(exceptionOf(thrown)).toEqual({ exception: message, message })
})

test.each([new TypeError('no cart'), { message: 'no cart', name: 'Refused' }])(
  '%o is an error as it is',
  thrown => {
    const { exception, message } = exceptionOf(thrown)
    expect(exception).toBe(thrown)
    expect(message).toBe('no cart')
  },
)
