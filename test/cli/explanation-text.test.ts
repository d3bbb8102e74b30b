import { describe, expect, test } from 'vitest'
import type { Explanation } from '../../src/cli/explain-span.ts'
import { explanationText } from '../../src/cli/explanation-text.ts'
import { createPaint } from '../../src/cli/terminal.ts'

const explanation: Explanation = {
  form: 'subsegment',
  name: 'a.example',
  segmentName: 'shop',
  attributes: [
    { key: 'url.full', fields: ['http.request.url', 'name'] },
    { key: 'url', fields: [], reason: 'url.full says it already' },
    { key: 'k'.repeat(50), fields: ['metadata.default'], reason: 'no field for it' },
  ],
  resourceAttributes: [{ key: 'service.name', fields: ['name'] }],
}
const span = { name: 'GET\u001b[2J', id: '53995c3f42cd8ad8' }

describe('explanationText()', () => {
  test('aligns the fields', () => {
    expect(explanationText(explanation, span, createPaint(false))).toEqual([
      'subsegment a.example in the segment shop: the span "GET�[2J" 53995c3f42cd8ad8',
      `  url.full${' '.repeat(32)}  http.request.url, name`,
      `  url${' '.repeat(37)}  nowhere  (url.full says it already)`,
      `  ${'k'.repeat(50)}  metadata.default  (no field for it)`,
      '  and of its resource:',
      '  service.name  name',
    ])
  })

  test('names five fields and counts the rest', () => {
    const attributes = [{ key: 'k', fields: ['a', 'b', 'c', 'd', 'e', 'f', 'g'] }]
    const lines = explanationText({ ...explanation, attributes }, span, createPaint(false))
    expect(lines[1]).toBe('  k  a, b, c, d, e and 2 more')
  })

  test('is one line for a span without attributes', () => {
    const bare: Explanation = { form: 'segment', name: 'shop', attributes: [], resourceAttributes: [] }
    expect(explanationText(bare, span, createPaint(false))).toHaveLength(1)
  })

  test('paints keys and reasons', () => {
    const lines = explanationText(explanation, span, createPaint(true)).join('\n')
    expect(lines).toContain('\u001b[36murl\u001b[39m')
    expect(lines).toContain('\u001b[2m  (no field for it)\u001b[22m')
  })
})
