import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ByteHeap } from '../../../src/local/store/byte-heap.ts'

const bytesOf = (length: number, fill: number) => Buffer.alloc(length, fill)

test('ByteHeap gives back what was put there, whatever was freed and moved meanwhile', () => {
  const step = fc.record({
    kind: fc.constantFrom('put', 'put', 'put', 'free', 'move'),
    length: fc.oneof(fc.nat(100), fc.integer({ min: 300_000, max: 1_200_000 })),
    which: fc.nat(100),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), steps => {
      const heap = new ByteHeap()
      const kept: { place: number; bytes: Buffer }[] = []
      steps.forEach(({ kind, length, which }, at) => {
        if (kind === 'put') {
          const bytes = bytesOf(length, at)
          kept.push({ place: heap.put(bytes.subarray(0, 1), bytes.subarray(1)), bytes })
        } else if (kept.length > 0) {
          const each = kept[which % kept.length]!
          if (kind === 'move') each.place = heap.move(each.place)
          else {
            heap.free(each.place)
            kept.splice(kept.indexOf(each), 1)
          }
        }
      })
      for (const { place, bytes } of kept) expect(heap.get(place).equals(bytes)).toBe(true)
    }),
    { numRuns: 50 },
  )
})

test('ByteHeap is sparse when there are many gaps, until what lies among them was moved', () => {
  const heap = new ByteHeap()
  const places = Array.from({ length: 4000 }, (_, at) => heap.put(bytesOf(10_000, at)))
  expect(heap.isSparse).toBe(false)
  const kept = places.filter((_, at) => at % 2 === 0)
  for (const [at, place] of places.entries()) if (at % 2 === 1) heap.free(place)
  expect(heap.isSparse).toBe(true)
  const moved = kept.map(place => heap.move(place))
  expect(heap.isSparse).toBe(false)
  expect(moved.every((place, at) => heap.get(place).equals(bytesOf(10_000, at * 2)))).toBe(true)
})
