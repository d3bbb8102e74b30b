import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TimeOrder } from '../../../src/local/store/time-order.ts'

test('TimeOrder gives those of a range, the newest first, whatever came and went', () => {
  const trace = fc.record({ id: fc.string(), startSeconds: fc.integer({ min: 0, max: 400 }) })
  fc.assert(
    fc.property(fc.array(fc.tuple(trace, fc.boolean())), fc.nat(400), fc.nat(400), (steps, from, seconds) => {
      const order = new TimeOrder<{ id: string; startSeconds: number }>()
      const stay = steps.filter(([, isStaying]) => isStaying).map(([each]) => each)
      for (const [each] of steps) order.add(each)
      // Once while all are there: what is sorted then must not stay.
      expect([...order.within(0, 401)]).toHaveLength(steps.length)
      for (const [each, isStaying] of steps) if (!isStaying) order.remove(each)
      const expected = stay
        .filter(({ startSeconds }) => startSeconds >= from && startSeconds < from + seconds)
        .sort((a, b) => b.startSeconds - a.startSeconds || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
      const key = ({ id, startSeconds }: { id: string; startSeconds: number }) => `${startSeconds} ${id}`
      expect([...order.within(from, from + seconds)].map(key)).toEqual(expected.map(key))
    }),
  )
})
