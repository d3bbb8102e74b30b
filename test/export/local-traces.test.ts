import { expect, test } from 'vitest'
import { LocalTraces } from '../../src/export/local-traces.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const root = endedSpan({ id: 'aaaaaaaaaaaaaaaa', kind: 'server' })
const child = endedSpan({ id: 'bbbbbbbbbbbbbbbb', parent: 'aaaaaaaaaaaaaaaa' })
const other = endedSpan({ id: 'cccccccccccccccc', kind: 'server' })

test('puts spans into the local trace that their parent is in', () => {
  const traces = new LocalTraces()
  for (const span of [root, child, other]) traces.start(span)
  const trace = traces.end(child)!
  expect(trace).toBe(traces.oldest)
  expect(trace).toMatchObject({ rootId: 'aaaaaaaaaaaaaaaa', open: 1, ended: [child] })
  expect([...traces.all]).toHaveLength(2)
  expect(traces.hasEnded).toBe(true)
  expect(traces.takeEnded(trace)).toEqual([child])
  expect([traces.hasEnded, traces.endedBytes]).toEqual([false, 0])
  traces.forget(trace)
  expect([traces.spanCount, traces.end(root)]).toEqual([1, undefined])
})

test('gives each open span once', () => {
  const traces = new LocalTraces()
  for (const span of [root, child, other]) traces.start(span)
  expect(traces.takeUntoldRoots(0)).toEqual([])
  expect(traces.takeUntoldRoots(performance.now())).toEqual([root, other])
  traces.end(other)
  expect(traces.takeUntold()).toEqual([child])
  expect(traces.takeUntold()).toEqual([])
})
