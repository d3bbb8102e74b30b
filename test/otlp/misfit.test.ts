import { describe, expect, test } from 'vitest'
import { Misfit } from '../../src/otlp/misfit.ts'

describe('Misfit', () => {
  test('tells the path, the value and the rule', () => {
    const misfit = new Misfit('traceId', 'xyz', 'write 32 hex digits')
      .within('spans[3]')
      .within('scopeSpans[0]')
    expect(misfit.path).toBe('scopeSpans[0].spans[3].traceId')
    expect(misfit.message).toBe('scopeSpans[0].spans[3].traceId is "xyz"; write 32 hex digits')
  })

  test('puts an index right behind the list', () => {
    expect(new Misfit('[2]', 7, 'write an object').within('spans').path).toBe('spans[2]')
  })

  test('tells that a value is missing', () => {
    expect(new Misfit('spanId', undefined, 'write 16 hex digits').message).toBe(
      'spanId is missing; write 16 hex digits',
    )
  })
})
