import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { EventStream } from '../../../src/local/endpoints/event-stream.ts'
import { tellEvents } from '../../../src/local/endpoints/tell-events.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const trace = (at: number, revision = 1) => ({ id: `t${at}`, revision, startSeconds: at })
const refusal = { atMillis: 1, what: 'datagram', code: 'EmptyBody', message: 'Nothing' } as const

function listen(isHeard: boolean) {
  const told: [string, unknown][] = []
  const events = { isHeard, send: (event: string, data: unknown) => told.push([event, data]) }
  return { told, teller: tellEvents(events as unknown as EventStream) }
}

test('tellEvents() gathers for a tenth of a second, the latest of each trace', () => {
  const { told, teller } = listen(true)
  teller.changed([trace(1), trace(2)])
  teller.changed([trace(1, 2)])
  teller.refused(refusal)
  expect(told).toEqual([])
  vi.advanceTimersByTime(100)
  expect(told).toEqual([
    ['trace', { traces: [trace(2), trace(1, 2)], more: 0 }],
    ['refused', { refusals: [refusal], more: 0 }],
    ['status', {}],
  ])
})

test('tellEvents() tells a hundred at once, and how many more there were', () => {
  const { told, teller } = listen(true)
  teller.changed(Array.from({ length: 130 }, (_, at) => trace(at)))
  for (let times = 0; times < 130; times++) teller.refused(refusal)
  vi.advanceTimersByTime(100)
  expect(told.map(([, data]) => (data as { more?: number }).more)).toEqual([30, 30, undefined])
})

test('tellEvents() gathers nothing while nobody listens', () => {
  const { told, teller } = listen(false)
  teller.changed([trace(1)])
  teller.refused(refusal)
  expect(vi.getTimerCount()).toBe(0)
  expect(told).toEqual([])
})
