import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GraphSum, graphOfTrace } from '../../../src/graph/index.ts'
import { MinuteGraphs } from '../../../src/local/store/minute-graphs.ts'
import { mergeTrace, recordTrace } from '../../../src/trace/index.ts'
import { segment } from '../../document/documents.ts'

function traceOf(ordinal: number, startSeconds: number) {
  const shop = segment(`shop${ordinal % 3}`, { start_time: startSeconds, end_time: startSeconds + 1 })
  return { ordinal, startSeconds, record: recordTrace(mergeTrace([shop])!) }
}

type Kept = ReturnType<typeof traceOf>

test('MinuteGraphs sums up to what the traces of the range sum up to, whatever came, changed, settled and went', () => {
  const step = fc.record({
    ordinal: fc.nat(8),
    startSeconds: fc.integer({ min: 0, max: 400 }),
    kind: fc.constantFrom('put', 'put', 'put', 'remove', 'settle'),
  })
  const range = fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 400 }))
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), range, (steps, [from, seconds]) => {
      const kept = new Map<number, Kept>()
      const within = (start: number, end: number) =>
        [...kept.values()].filter(({ startSeconds }) => startSeconds >= start && startSeconds < end)
      const graphs = new MinuteGraphs<Kept>(within, ({ record }) => record)
      steps.forEach(({ kind, ordinal, startSeconds }, at) => {
        const before = kept.get(ordinal)
        if (kind === 'settle') graphs.settle(at * 1000)
        else if (kind === 'remove') {
          kept.delete(ordinal)
          if (before) graphs.remove(before)
        } else {
          const trace = traceOf(ordinal, startSeconds)
          kept.set(ordinal, trace)
          if (before) graphs.remove(before)
          graphs.put(trace, at * 1000)
        }
      })
      const expected = new GraphSum()
      for (const { record } of within(from, from + seconds)) expected.add(graphOfTrace(record))
      const whole = new GraphSum()
      for (const { part } of graphs.parts(from, from + seconds)) whole.add(part)
      expect(whole.toPart()).toEqual(expected.toPart())
    }),
  )
})
