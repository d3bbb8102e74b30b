import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DocumentPlaces } from '../../../src/local/store/document-places.ts'

test('DocumentPlaces is a map in the order of arrival, of few and of many', () => {
  const step = fc.tuple(fc.constantFrom('add', 'add', 'add', 'delete', 'move'), fc.nat(30))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), steps => {
      const expected = new Map<string, number>()
      let moves = 0
      const places = new DocumentPlaces(place => `k${place % 1000}`)
      for (const [kind, number] of steps) {
        const key = `k${number}`
        if (kind === 'add' && !expected.has(key)) {
          expected.set(key, number + moves * 1000)
          places.add(key, number + moves * 1000)
        } else if (kind === 'delete') {
          expected.delete(key)
          places.delete(key)
        } else if (kind === 'move') {
          moves++
          for (const [each, place] of expected) expected.set(each, place + 1000)
          places.move(place => place + 1000)
        }
        expect(places.get(key)).toBe(expected.get(key))
      }
      expect(places.all()).toEqual([...expected.values()])
      expect(places.size).toBe(expected.size)
    }),
  )
})
