import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Reservoir } from '../../src/sampling/reservoir.ts'

describe('Reservoir', () => {
  test('lends one a second without a quota, and as many as the quota says with one', () => {
    const reservoir = new Reservoir()
    const draws = (now: number) => Array.from({ length: 4 }, () => reservoir.draw(now, 5))
    expect(draws(0)).toEqual(['borrowed', 'empty', 'empty', 'empty'])
    reservoir.setQuota(3, 3000)
    expect(draws(900)).toEqual(['taken', 'taken', 'empty', 'empty'])
    expect(draws(2999)).toEqual(['taken', 'taken', 'taken', 'empty'])
    expect(draws(3000)).toEqual(['borrowed', 'empty', 'empty', 'empty'])
  })

  test('lends nothing of nothing, nor when X-Ray says so', () => {
    expect(new Reservoir().draw(0, 0)).toBe('empty')
    const reservoir = new Reservoir()
    reservoir.setQuota(0, 1000)
    expect(reservoir.draw(0, 5)).toBe('empty')
  })

  test('lends in no second more than its quota, or than one, whatever comes in which order', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ pass: fc.nat(1500) }),
        fc.record({ quota: fc.nat(5), lasts: fc.integer({ min: -500, max: 4000 }) }),
        fc.constant({ draw: true as const }),
      ),
      { maxLength: 300 },
    )
    fc.assert(
      fc.property(steps, fc.nat(3), (all, size) => {
        const reservoir = new Reservoir()
        const lent = new Map<number, number>()
        let now = 0
        /** The most that was allowed at any time of the second. */
        let allowed = 0
        let quota = { perSecond: 0, end: 0 }
        for (const step of all) {
          if ('pass' in step) {
            if (Math.floor((now + step.pass) / 1000) !== Math.floor(now / 1000)) allowed = 0
            now += step.pass
          } else if ('quota' in step) {
            quota = { perSecond: step.quota, end: now + step.lasts }
            reservoir.setQuota(quota.perSecond, quota.end)
          } else {
            const isValid = now < quota.end
            allowed = Math.max(allowed, isValid ? quota.perSecond : Math.min(1, size))
            const draw = reservoir.draw(now, size)
            if (draw === 'empty') continue
            expect(draw).toBe(isValid ? 'taken' : 'borrowed')
            const second = Math.floor(now / 1000)
            lent.set(second, (lent.get(second) ?? 0) + 1)
            expect(lent.get(second)).toBeLessThanOrEqual(allowed)
          }
        }
      }),
    )
  })
})
