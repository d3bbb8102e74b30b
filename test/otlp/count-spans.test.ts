import { expect, test } from 'vitest'
import { countSpans, spansToOtlp } from '../../src/otlp/index.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

test('countSpans() counts the spans of a request, and of several behind one another', () => {
  const [three] = spansToOtlp([
    endedSpan(),
    endedSpan({ resource: { attributes: { a: 1 } } }),
    endedSpan(),
  ]).documents
  const [one] = spansToOtlp([endedSpan()]).documents
  expect(countSpans(three!.bytes)).toBe(3)
  expect(countSpans(Buffer.concat([three!.bytes, one!.bytes]))).toBe(4)
  expect(countSpans(new Uint8Array())).toBe(0)
})

test('countSpans() throws for what is no request', () => {
  expect(() => countSpans(Buffer.from('{"resourceSpans":[]}'))).toThrow()
})
