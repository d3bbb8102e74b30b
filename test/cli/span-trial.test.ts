import { describe, expect, test } from 'vitest'
import { SpanTrial } from '../../src/cli/span-trial.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const server = endedSpan({
  name: 'GET /',
  kind: 'server',
  id: '53995c3f42cd8ad8',
  attributes: { tier: 'gold' },
})
const step = endedSpan({ name: 'step', id: '70de5b6f19ff9a0a', parent: '53995c3f42cd8ad8' })

describe('SpanTrial', () => {
  test('shows a segment', () => {
    const { fields, ...shown } = new SpanTrial([server], {}).convert()
    expect(shown).toEqual({ form: 'segment', name: 'shop' })
    expect(fields.get('metadata.default.tier')).toBe('"gold"')
  })

  test('shows a subsegment and the segment in which it is nested', () => {
    const { fields, ...shown } = new SpanTrial([server, step], {}).convert()
    expect(shown).toEqual({ form: 'subsegment', name: 'step', segmentName: 'shop' })
    expect(fields.get('name')).toBe('"step"')
    expect(fields.get('segment.metadata.default.tier')).toBe('"gold"')
  })

  test('shows an independent subsegment', () => {
    const { fields, ...shown } = new SpanTrial([server, step], { nest: false }).convert()
    expect(shown).toEqual({ form: 'subsegment', name: 'step' })
    expect(fields.get('parent_id')).toBe('"53995c3f42cd8ad8"')
  })

  test('shows what lies in an independent subsegment', () => {
    const child = endedSpan({ name: 'child', parent: '70de5b6f19ff9a0a' })
    const { fields, ...shown } = new SpanTrial([step, child], {}).convert()
    expect(shown).toEqual({ form: 'subsegment', name: 'child' })
    expect([...fields.keys()].some(field => field.startsWith('segment.'))).toBe(false)
  })

  test('converts with what is changed', () => {
    const trial = new SpanTrial([server], {})
    const changed = trial.convert({
      attributes: { tier: 'tin' },
      resourceAttributes: { 'service.name': 'stock' },
      kind: 0,
    })
    expect(changed).toMatchObject({ form: 'subsegment', name: 'GET /', segmentName: 'stock' })
    expect(changed.fields.get('metadata.default.tier')).toBe('"tin"')
    expect(trial.convert().name).toBe('shop')
  })

  test('is not stopped by the limit of a document', () => {
    const large = endedSpan({ kind: 'server', attributes: { blob: 'x'.repeat(100_000) } })
    expect(new SpanTrial([large], {}).convert().fields.get('metadata.default.blob')).toHaveLength(100_002)
  })
})
