import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createLiveTimeline } from '../../src/cli/live-timeline.ts'
import { type Timeline, timelineOf } from '../../src/local/index.ts'
import { inProgress, segment } from '../document/documents.ts'

const complete = timelineOf([segment('shop')])
const partial = timelineOf([inProgress(segment('shop'))])

let current: Timeline | undefined
let shown: string[]
let skipped: number
let live: ReturnType<typeof createLiveTimeline>

beforeEach(() => {
  vi.useFakeTimers()
  current = complete
  shown = []
  skipped = 0
  live = createLiveTimeline({
    timeline: async () => current,
    skip: () => skipped++,
    show: ({ isPartial }, isUpdate) =>
      shown.push(`${isPartial ? 'partial' : 'complete'}${isUpdate ? ' update' : ''}`),
  })
})
afterEach(() => void vi.useRealTimers())

describe('createLiveTimeline()', () => {
  test('shows a complete trace when it has been quiet for 300 ms', async () => {
    live.update('t')
    await vi.advanceTimersByTimeAsync(200)
    live.update('t')
    await vi.advanceTimersByTimeAsync(299)
    expect(shown).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(shown).toEqual(['complete'])
  })

  test('shows a partial trace after 2 s, and again when it is complete', async () => {
    current = partial
    live.update('t')
    await vi.advanceTimersByTimeAsync(1999)
    expect(shown).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(shown).toEqual(['partial'])
    current = complete
    live.update('t')
    await vi.advanceTimersByTimeAsync(300)
    expect(shown).toEqual(['partial', 'complete update'])
  })

  test('does not wait 2 s when the rest comes earlier', async () => {
    current = partial
    live.update('t')
    await vi.advanceTimersByTimeAsync(1000)
    current = complete
    live.update('t')
    await vi.advanceTimersByTimeAsync(300)
    expect(shown).toEqual(['complete'])
  })

  test('shows after 2 s what never gets quiet', async () => {
    for (let millis = 0; millis < 2000; millis += 100) {
      live.update('t')
      await vi.advanceTimersByTimeAsync(100)
    }
    expect(shown).toEqual(['complete'])
  })

  test('forgets a trace that has gone', async () => {
    live.update('t')
    current = undefined
    await vi.advanceTimersByTimeAsync(5000)
    expect(shown).toEqual([])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('forgets a trace that cannot be asked for, and shows the next one', async () => {
    let isBroken = true
    live = createLiveTimeline({
      timeline: async () => (isBroken ? Promise.reject(new Error('The store failed')) : complete),
      skip: () => skipped++,
      show: () => shown.push('shown'),
    })
    live.update('t')
    await vi.advanceTimersByTimeAsync(5000)
    live.update('u')
    await live.close()
    isBroken = false
    live.update('v')
    await vi.advanceTimersByTimeAsync(5000)
    expect(shown).toEqual(['shown'])
  })

  test('shows what waits when it is closed', async () => {
    live.update('t')
    live.update('u')
    await live.close()
    expect(shown).toEqual(['complete', 'complete'])
    expect(vi.getTimerCount()).toBe(0)
  })

  test('remembers ten thousand traces, not more', async () => {
    for (let at = 0; at <= 10_000; at++) {
      live.update(`t${at}`)
      if (at % 100 === 0) await live.close()
    }
    await live.close()
    live.update('t0')
    live.update('t10000')
    await live.close()
    expect(shown.slice(-2)).toEqual(['complete', 'complete update'])
  })

  test('skips traces when too many wait, each once', async () => {
    for (let times = 0; times < 3; times++) for (let at = 0; at < 350; at++) live.update(`t${at}`)
    expect(skipped).toBe(50)
    await live.close()
    expect(shown).toHaveLength(300)
  })
})
