import { expect, test } from 'vitest'
import { BytesInFlight } from '../../src/receiver/bytes-in-flight.ts'

test('BytesInFlight has room for so many bytes, and again when they are gone', () => {
  const inFlight = new BytesInFlight(10)
  expect([inFlight.take(6), inFlight.take(4), inFlight.take(1)]).toEqual([true, true, false])
  inFlight.release(4)
  expect([inFlight.take(5), inFlight.take(4)]).toEqual([false, true])
})
