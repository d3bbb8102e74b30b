import { expect, test } from 'vitest'
import { InFlight } from '../../src/export/in-flight.ts'

test('ended() waits for what is under way, and not for what comes later', async () => {
  const inFlight = new InFlight()
  await inFlight.ended()
  const endFirst = inFlight.begin()
  const endSecond = inFlight.begin()
  let isOver = false
  const ended = inFlight.ended().then(() => {
    isOver = true
  })
  inFlight.begin()
  expect(inFlight.size).toBe(3)
  endSecond()
  await Promise.resolve()
  expect(isOver).toBe(false)
  endFirst()
  await ended
  expect(inFlight.size).toBe(1)
})
