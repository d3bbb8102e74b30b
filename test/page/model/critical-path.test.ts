import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { criticalPath } from '../../../src/page/model/critical-path.ts'
import { type Sketch, sketchedTrace } from './sketched-trace.ts'

function pathOf(sketch: Sketch): string[] {
  return criticalPath(sketchedTrace(sketch))
    .sort((a, b) => a.startSeconds - b.startSeconds)
    .map(({ row, startSeconds, endSeconds }) => `${row.entity.name} ${startSeconds}–${endSeconds}`)
}

describe('criticalPath()', () => {
  test('is the row itself when nothing is below it', () => {
    expect(pathOf(['a', 0, 3])).toEqual(['a 0–3'])
  })

  test('follows calls one after the other, and the own work between them', () => {
    expect(pathOf(['a', 0, 10, ['b', 1, 4], ['c', 5, 9]])).toEqual([
      'a 0–1',
      'b 1–4',
      'a 4–5',
      'c 5–9',
      'a 9–10',
    ])
  })

  test('of calls side by side takes the one that was waited for', () => {
    expect(pathOf(['a', 0, 10, ['b', 1, 4], ['c', 2, 8]])).toEqual(['a 0–1', 'b 1–2', 'c 2–8', 'a 8–10'])
  })

  test('leaves out what went on after its caller had ended', () => {
    expect(pathOf(['a', 0, 5, ['b', 1, 2], ['c', 4, 20]])).toEqual(['a 0–1', 'b 1–2', 'a 2–4', 'c 4–5'])
  })

  test('goes as deep as the trace', () => {
    expect(pathOf(['a', 0, 4, ['b', 0, 4, ['c', 1, 4]]])).toEqual(['b 0–1', 'c 1–4'])
  })

  test('covers the time of the request exactly once', () => {
    const time = fc.integer({ min: 0, max: 50 })
    const call = fc.tuple(time, time).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const)
    fc.assert(
      fc.property(fc.array(call, { maxLength: 12 }), calls => {
        const tree = sketchedTrace([
          'a',
          0,
          40,
          ...calls.map(([from, to], at): Sketch => [`c${at}`, from, to]),
        ])
        const stretches = criticalPath(tree).sort((a, b) => a.startSeconds - b.startSeconds)
        let until = 0
        for (const { startSeconds, endSeconds } of stretches) {
          expect(startSeconds).toBe(until)
          until = endSeconds
        }
        expect(until).toBe(40)
      }),
    )
  })
})
