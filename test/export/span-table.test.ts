import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type SpanEntry, SpanTable } from '../../src/export/span-table.ts'

const entryOf = (spanId: string): SpanEntry => ({ spanId, next: undefined })

test('keeps what a Map would keep, whatever is put in and taken out, even where all fall into one slot', () => {
  const id = fc.constantFrom('aaaa000000000001', 'aaaa000000000002', 'aaaa000000000003', 'b7ad6b7169203331')
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.boolean(), id)), steps => {
      const table = new SpanTable<SpanEntry>()
      const map = new Map<string, SpanEntry>()
      for (const [isAdded, spanId] of steps) {
        const known = map.get(spanId)
        if (isAdded && !known) {
          const entry = entryOf(spanId)
          map.set(spanId, entry)
          table.add(entry)
        } else if (!isAdded && known) {
          map.delete(spanId)
          table.delete(known)
        }
        expect(table.size).toBe(map.size)
        for (const each of ['aaaa000000000001', 'aaaa000000000002', 'aaaa000000000003', 'b7ad6b7169203331'])
          expect(table.get(each)).toBe(map.get(each))
      }
    }),
  )
})

test('shows the later of two entries of one id, and the earlier again behind it', () => {
  const table = new SpanTable<SpanEntry>()
  const [earlier, later] = [entryOf('aaaa000000000001'), entryOf('aaaa000000000001')]
  table.add(earlier)
  table.add(later)
  expect(table.get('aaaa000000000001')).toBe(later)
  table.delete(later)
  expect(table.get('aaaa000000000001')).toBe(earlier)
})

test('deletes nothing that is not in it', () => {
  const table = new SpanTable<SpanEntry>()
  table.add(entryOf('aaaa000000000001'))
  table.delete(entryOf('aaaa000000000001'))
  table.delete(entryOf('aaaa000000000002'))
  expect(table.size).toBe(1)
})
