import crypto from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { XRayIdGenerator } from '../../src/ids/index.ts'

describe('XRayIdGenerator', () => {
  test('begins a trace id with the second it was made in', () => {
    const ids = new XRayIdGenerator(() => 1_763_800_000_999)
    expect(ids.generateTraceId()).toMatch(/^692173c0[0-9a-f]{24}$/)
  })

  test('fills up the second of a clock that was never set', () => {
    expect(new XRayIdGenerator(() => 1000).generateTraceId()).toMatch(/^00000001[0-9a-f]{24}$/)
  })

  test('gives ids that are not all zeros and not twice the same', () => {
    const ids = new XRayIdGenerator()
    const spanIds = Array.from({ length: 10_000 }, () => ids.generateSpanId())
    const traceIds = Array.from({ length: 10_000 }, () => ids.generateTraceId())
    expect(new Set(spanIds).size).toBe(10_000)
    expect(new Set(traceIds).size).toBe(10_000)
    for (const id of spanIds) expect(id).toMatch(/^(?!0{16})[0-9a-f]{16}$/)
    for (const id of traceIds) expect(id).toMatch(/^[0-9a-f]{32}$/)
  })

  test('draws anew after a second, and when the clock goes back', () => {
    const fill = vi.spyOn(crypto, 'randomFillSync')
    let now = 1_763_800_000_000
    const ids = new XRayIdGenerator(() => now)
    const drawsFor = (use: () => void) => {
      fill.mockClear()
      use()
      return fill.mock.calls.length
    }
    expect(drawsFor(() => ids.generateSpanId())).toBe(1)
    now += 999
    expect(drawsFor(() => ids.generateTraceId())).toBe(0)
    now += 1
    expect(drawsFor(() => ids.generateTraceId())).toBe(1)
    now -= 5000
    expect(drawsFor(() => ids.generateSpanId())).toBe(1)
    expect(drawsFor(() => Array.from({ length: 1024 }, () => ids.generateSpanId()))).toBe(2)
    fill.mockRestore()
  })

  test('works when its methods are called off it', () => {
    const { generateSpanId, generateTraceId } = new XRayIdGenerator()
    expect(generateSpanId()).toHaveLength(16)
    expect(generateTraceId()).toHaveLength(32)
  })
})
