import fc from 'fast-check'
import { expect, test } from 'vitest'
import { divideDocument } from '../../src/document/divide-document.ts'
import { mergeDocuments, type Segment, type Subsegment } from '../../src/document/index.ts'
import { independent, segment, subsegment } from './documents.ts'

const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value))
const fat = (chars: number) => ({ metadata: { default: { text: 'ü'.repeat(chars) } } })

test('what fits stays as it is', () => {
  const document = segment('shop', { subsegments: [subsegment('a')] })
  expect(divideDocument(document)).toEqual([document])
})

test('the largest subsegments become independent', () => {
  const document = segment('shop', {
    subsegments: [subsegment('a', fat(100)), subsegment('b', fat(900)), subsegment('c', fat(200))],
  })
  expect(divideDocument(document, 2000)).toEqual([
    segment('shop', { subsegments: [subsegment('a', fat(100)), subsegment('c', fat(200))] }),
    independent('b', 'shop', fat(900)),
  ])
})

test('each part fits, and together they are what they were', () => {
  const drawn = fc.array(fc.record({ chars: fc.nat(300), parent: fc.nat() }), { maxLength: 30 })
  fc.assert(
    fc.property(drawn, nodes => {
      const root = segment('root')
      const entities: (Segment | Subsegment)[] = [root]
      for (const { chars, parent } of nodes) {
        const child = subsegment(`n${entities.length}`, fat(chars))
        const above = entities[parent % entities.length]!
        above.subsegments = [...(above.subsegments ?? []), child]
        entities.push(child)
      }
      const merged = mergeDocuments([root])
      const parts = divideDocument(merged[0]!, 1500)
      for (const part of parts) expect(sizeOf(part)).toBeLessThanOrEqual(1500)
      expect(mergeDocuments(parts)).toEqual(merged)
    }),
    { numRuns: 50 },
  )
})
