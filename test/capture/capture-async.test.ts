import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { annotate } from '../../src/capture/annotate.ts'
import { captureAsync } from '../../src/capture/capture-async.ts'
import { traced } from '../fixtures/traced.ts'

test('captureAsync() makes a subsegment of what runs in it', async () => {
  const { value, document } = await traced(() =>
    captureAsync('price cart', async span => {
      await new Promise(resolve => setImmediate(resolve))
      expect(trace.getActiveSpan()).toBe(span)
      annotate('tier', 'gold')
      return captureAsync('round', () => 7)
    }),
  )
  expect(value).toBe(7)
  expect(document.subsegments).toMatchObject([
    { name: 'price cart', annotations: { tier: 'gold' }, subsegments: [{ name: 'round' }] },
  ])
  expect(document.subsegments?.[0]?.metadata).toBeUndefined()
})

const failure = new RangeError('7 is too many')
const throwAtOnce = () => {
  throw failure
}

test.each([
  ['rejects', () => Promise.reject(failure), failure, { type: 'RangeError', message: '7 is too many' }],
  ['throws at once', throwAtOnce, failure, { type: 'RangeError', message: '7 is too many' }],
  ['throws no error', () => Promise.reject('tired'), 'tired', { message: 'tired' }],
])('captureAsync() records of a function that it %s, and throws it on', async (_, run, thrown, exception) => {
  const { value, document } = await traced(() => captureAsync('price cart', run).catch(error => error))
  expect(value).toBe(thrown)
  expect(document.subsegments).toMatchObject([{ fault: true, cause: { exceptions: [exception] } }])
})

test('captureAsync() runs the function where nothing is traced', async () => {
  expect(await captureAsync('price cart', () => 7)).toBe(7)
  await expect(captureAsync('price cart', () => Promise.reject(failure))).rejects.toBe(failure)
  const { value, spans } = await traced(() => captureAsync('price cart', async () => 7), { sampled: false })
  expect({ value, spans }).toEqual({ value: 7, spans: [] })
})
