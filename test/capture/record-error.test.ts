import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { recordError } from '../../src/capture/record-error.ts'
import { traced } from '../fixtures/traced.ts'

const unreadableMember: PropertyDescriptor = {
  get() {
    throw new Error('not for you')
  },
}
const unreadable = Object.defineProperty({}, 'name', unreadableMember)

test.each([
  ['an error', new TypeError('no cart'), 'no cart'],
  ['text', 'tired', 'tired'],
  ['nothing', undefined, 'undefined'],
  [
    'an object, without what may be secret',
    { code: 7, token: 'abc', request: { headers: {} }, name: 'Refused' },
    '{ name: "Refused", code: 7 }',
  ],
  ['an object that tells nothing', { token: 'abc' }, '[object Object]'],
  ['one that can not be read', unreadable, '[object Object]'],
  [
    'one whose message can not be read',
    Object.defineProperty({ code: 7 }, 'message', unreadableMember),
    '{ code: 7 }',
  ],
  ['what has no text', Object.create(null), 'an object without a text'],
])('recordError() takes %s', async (_, thrown, message) => {
  const { spans } = await traced(() => recordError(trace.getActiveSpan()!, thrown))
  expect(spans[0]).toMatchObject({ status: { code: 2, message }, events: [{ name: 'exception' }] })
})
