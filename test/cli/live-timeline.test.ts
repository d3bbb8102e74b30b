import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLiveTimeline } from '../../src/cli/live-timeline.ts'
import { type Timeline, timelineOf } from '../../src/local/index.ts'
import { inProgress, segment } from '../document/documents.ts'

const complete = timelineOf([segment('shop')])
const partial = timelineOf([inProgress(segment('shop'))])

let current: Timeline | undefined
let shown: string[]
let live: ReturnType<typeof createLiveTimeline>

beforeEach(() => {
  vi.useFakeTimers()
  current = complete
  shown = []
  live = createLiveTimeline({
    timeline: () => current,
    show: ({ isPartial }, isUpdate) =>
      shown.push(`${isPartial ? 'partial' : 'complete'}${isUpdate ? ' update' : ''}`),
  })
})
afterEach(() => void vi.useRealTimers())

describe('createLiveTimeline()', () => {
  test('shows a complete trace when it has been quiet for 300 ms', () => {
    live.update('t')
    vi.advanceTimersByTime(200)
    live.update('t')
    vi.advanceTimersByTime(299)
    expect(shown).toEqual([])
    vi.advanceTimersByTime(1)
    expect(shown).toEqual(['complete'])
  })

  test('shows a partial trace after 2 s, and again when it is complete', () => {
    current = partial
    live.update('t')
    vi.advanceTimersByTime(1999)
    expect(shown).toEqual([])
    vi.advanceTimersByTime(1)
    expect(shown).toEqual(['partial'])
    current = complete
    live.update('t')
    vi.advanceTimersByTime(300)
    expect(shown).toEqual(['partial', 'complete update'])
  })

  test('does not wait 2 s when the rest comes earlier', () => {
    current = partial
    live.update('t')
    vi.advanceTimersByTime(1000)
    current = complete
    live.update('t')
    vi.advanceTimersByTime(300)
    expect(shown).toEqual(['complete'])
  })

  test('shows after 2 s what never gets quiet', () => {
    for (let millis = 0; millis < 2000; millis += 100) {
      live.update('t')
      vi.advanceTimersByTime(100)
    }
    expect(shown).toEqual(['complete'])
  })

  test('forgets a trace that has gone', () => {
    live.update('t')
    current = undefined
    vi.advanceTimersByTime(5000)
    expect(shown).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('shows what waits when it is closed', () => {
    live.update('t')
    live.update('u')
    live.close()
    expect(shown).toEqual(['complete', 'complete'])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('remembers ten thousand traces, not more', () => {
    for (let at = 0; at <= 10_000; at++) live.update(`t${at}`)
    live.close()
    live.update('t0')
    live.update('t10000')
    live.close()
    expect(shown.slice(-2)).toEqual(['complete', 'complete update'])
  })
})
