import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { recordError } from '../../src/capture/record-error.ts'
import { traced } from '../fixtures/traced.ts'

test.each([
  ['an error', new TypeError('no cart'), 'no cart'],
  ['an object, without what may be secret', { code: 7, token: 'abc' }, '{ code: 7 }'],
])('recordError() takes %s', async (_, thrown, message) => {
  const { spans } = await traced(() => recordError(trace.getActiveSpan()!, thrown))
  expect(spans[0]).toMatchObject({
    status: { code: 2, message },
    events: [{ name: 'exception', attributes: { 'exception.message': message } }],
  })
})
