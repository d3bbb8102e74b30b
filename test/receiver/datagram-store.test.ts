import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DatagramStore } from '../../src/receiver/datagram-store.ts'

const MAX_DATAGRAM_BYTES = 65_507

describe('DatagramStore', () => {
  test('gives datagrams back in their order, whatever their lengths and whenever they are taken', () => {
    const step = fc.oneof(
      fc.record({
        add: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: MAX_DATAGRAM_BYTES })),
      }),
      fc.record({ take: fc.nat(20) }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const store = new DatagramStore()
        const expected: Buffer[] = []
        const takeOne = () => {
          const taken = store.take()
          const next = expected.shift()
          if (!(taken && next ? taken.equals(next) : taken === next))
            expect.fail('another datagram came back')
        }
        for (const [index, each] of steps.entries()) {
          if ('add' in each) {
            const datagram = Buffer.alloc(each.add, index + 1)
            store.add(datagram)
            expected.push(datagram)
          } else for (let count = 0; count < each.take; count++) takeOne()
          expect(store.bytes).toBe(expected.reduce((sum, { length }) => sum + length, 0))
        }
        while (expected.length > 0) takeOne()
        takeOne()
      }),
      { numRuns: 60 },
    )
  })

  test('keeps what was taken as it is, and what was added is the sender’s own again', () => {
    const store = new DatagramStore()
    const datagram = Buffer.from('first')
    store.add(datagram)
    datagram.fill(0)
    const taken = store.take()
    for (let count = 0; count < 1000; count++) store.add(Buffer.alloc(1000, 1))
    expect(taken?.toString()).toBe('first')
  })
})
