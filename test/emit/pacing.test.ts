import { expect, test } from 'vitest'
import { Pacing } from '../../src/emit/pacing.ts'

/** How many datagrams of this size pass at once. */
function admitted(pacing: Pacing, bytes: number, now = 1): number {
  let count = 0
  while (count < 100_000 && pacing.admits(bytes, now)) count++
  return count
}

test('lets a window pass, and another one as soon as the receiver has read', () => {
  let now = 1
  let asked = 0
  let unread = 200_000
  const pacing = new Pacing(() => {
    asked++
    return unread
  })
  const window = admitted(pacing, 500, now)
  expect(window * 1280).toBeGreaterThan(90_000)
  expect(window * 1280).toBeLessThan(212_992 * 0.75)
  // It is given time to read before it is asked.
  expect([admitted(pacing, 500, now + 2), asked]).toEqual([0, 0])
  now += 4
  expect([admitted(pacing, 500, now), asked]).toEqual([0, 1])
  unread = 0
  now += 4
  expect([admitted(pacing, 500, now), asked]).toEqual([window, 2])
})

test('lets datagrams pass steadily where nobody tells what the receiver has read', () => {
  const pacing = new Pacing(() => undefined)
  admitted(pacing, 500)
  let count = 0
  for (let now = 1; now < 1000; now++) count += admitted(pacing, 500, now)
  expect(count).toBeGreaterThan(5000)
  expect(count).toBeLessThan(10_000)
})

test('never lets more of the largest pass than a default buffer holds', () => {
  const pacing = new Pacing(() => undefined)
  expect(admitted(pacing, 64_030)).toBe(2)
})

test('lets pass what no window holds, for the kernel to refuse', () => {
  expect(admitted(new Pacing(() => 0), 1_000_000)).toBeGreaterThan(0)
})

test('asks again now and then while nobody tells, however little passes', () => {
  let unread: number | undefined
  const pacing = new Pacing(() => unread)
  let now = 1
  admitted(pacing, 500, now)
  const passAt = (count: number) => {
    let passed = 0
    for (let tried = 0; tried < count; tried++) {
      now += 4
      if (pacing.admits(500, now)) passed++
    }
    return passed
  }
  expect(passAt(1000)).toBeGreaterThan(990)
  // It is seen from now on, and does not read.
  unread = 200_000
  expect(passAt(1000)).toBeLessThan(212_992 / 1280)
})

test('asks at once when it starts anew', () => {
  let asked = 0
  const pacing = new Pacing(() => {
    asked++
    return 0
  })
  pacing.admits(500, 1)
  expect(asked).toBe(0)
  pacing.startAnew()
  expect([pacing.admits(500, 2), asked]).toEqual([true, 1])
})

test('lets half as much pass when the receiver had no room, but always one where nothing waits', () => {
  let now = 1
  let unread = 0
  const pacing = new Pacing(() => unread)
  const admittedLater = (bytes: number) => {
    now += 4
    return admitted(pacing, bytes, now)
  }
  const window = admittedLater(500)
  pacing.narrow()
  const half = admittedLater(500)
  expect([half, window]).toEqual([expect.closeTo(window / 2, -1), expect.closeTo(102, 0)])
  for (let count = 0; count < 20; count++) pacing.narrow()
  expect(admittedLater(60_000)).toBe(1)
  expect(admittedLater(500)).toBe(1)
  unread = 1280
  expect(admittedLater(500)).toBe(0)
  unread = 0
  for (let count = 0; count < 400; count++) admittedLater(500)
  expect(admittedLater(500)).toBe(window)
})
