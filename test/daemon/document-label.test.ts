import { expect, test } from 'vitest'
import { documentLabel } from '../../src/daemon/document-label.ts'
import { independent, segment } from '../document/documents.ts'

const labelOf = (value: unknown) => documentLabel(Buffer.from(JSON.stringify(value)))

test('a document is named by its ids', () => {
  const trace = '1-581cf771-a006649127e371903a2de979'
  expect(labelOf(segment('shop'))).toBe(`segment 0000000073686f70 of trace ${trace}`)
  expect(labelOf(independent('step', 'shop'))).toBe(`subsegment 0000000073746570 of trace ${trace}`)
  expect(documentLabel(Buffer.from('T1SCr4BCg=='))).toBe('spans of OTLP')
})
