import { expect, test } from 'vitest'
import { divideText } from '../../src/document/index.ts'
import { segment, subsegment } from './documents.ts'

const large = (name: string) => subsegment(name, { metadata: { default: { text: 'x'.repeat(40_000) } } })

test('divideText() gives the parts of what has grown too large, and all else as it is', () => {
  const small = ' {"name":"shop"} '
  expect(divideText(small)).toEqual([small])
  const grown = JSON.stringify(segment('shop', { subsegments: [large('a'), large('b')] }))
  expect(divideText(grown).map(text => Buffer.byteLength(text) <= 64_000)).toEqual([true, true])
  expect(divideText(grown, 100_000)).toEqual([grown])
  expect(divideText(grown, 30_000)).toHaveLength(3)
  const noDocument = 'x'.repeat(70_000)
  expect(divideText(noDocument)).toEqual([noDocument])
})
