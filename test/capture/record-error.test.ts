import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { recordError } from '../../src/capture/record-error.ts'
import { traced } from '../fixtures/traced.ts'

test.each([
  ['an error', new TypeError('no cart'), 'no cart'],
  ['text', 'tired', 'tired'],
  ['nothing', undefined, 'undefined'],
  ['an object', { code: 7, in: { cart: [1n] } }, '{"code":7,"in":{"cart":["1"]}}'],
  ['what has no text', Object.create(null), 'an object without a text'],
])('recordError() takes %s', async (_, thrown, message) => {
  const { spans } = await traced(() => recordError(trace.getActiveSpan()!, thrown))
  expect(spans[0]).toMatchObject({ status: { code: 2, message }, events: [{ name: 'exception' }] })
})
