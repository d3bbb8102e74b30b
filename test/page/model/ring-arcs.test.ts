import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ringArcs } from '../../../src/page/model/ring-arcs.ts'

describe('ringArcs()', () => {
  test('has no arcs without requests', () => {
    expect(ringArcs({ ok: 0, error: 0, throttle: 0, fault: 0 }, 30)).toEqual([])
  })

  test('begins at the top with what is gravest', () => {
    const arcs = ringArcs({ ok: 2, error: 1, throttle: 0, fault: 1 }, 10)
    expect(arcs.map(({ outcome }) => outcome)).toEqual(['fault', 'error', 'ok'])
    expect(arcs[0]!.d).toBe('M0.00 -10.00A10 10 0 0 1 10.00 -0.00')
  })

  test('closes the ring of a service that always went well', () => {
    const [arc] = ringArcs({ ok: 5, error: 0, throttle: 0, fault: 0 }, 10)
    expect(arc!.d.match(/A/g)).toHaveLength(2)
  })

  test('shows one fault among very many', () => {
    const count = fc.integer({ min: 0, max: 1_000_000 })
    fc.assert(
      fc.property(fc.record({ ok: count, error: count, throttle: count, fault: count }), counts => {
        const happened = Object.values(counts).filter(each => each > 0).length
        expect(ringArcs(counts, 30)).toHaveLength(happened)
        expect(JSON.stringify(ringArcs(counts, 30))).not.toContain('NaN')
      }),
    )
  })
})
