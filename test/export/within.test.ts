import { expect, test } from 'vitest'
import { within } from '../../src/export/within.ts'

test('settles with the promise, or when the time is over', async () => {
  await within(Promise.resolve(), 100_000, { keepAlive: true })
  await within(new Promise(() => {}), 5, { keepAlive: true })
  await expect(within(Promise.reject(new Error('broken')), 100_000, { keepAlive: false })).rejects.toThrow(
    'broken',
  )
})
