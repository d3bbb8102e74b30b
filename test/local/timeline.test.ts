import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { type Timeline, timelineOf } from '../../src/local/index.ts'
import { idOf, independent, inProgress, segment, subsegment, TRACE_ID } from '../document/documents.ts'

const http = (method: string, url: string, status: number) => ({
  request: { method, url },
  response: { status },
})

/** Rows as a sketch: two spaces for a level. */
function sketch(timeline: Timeline | undefined): string[] {
  return (timeline?.rows ?? []).map(({ depth, name }) => '  '.repeat(depth) + name)
}

describe('timelineOf()', () => {
  test('gives nothing without documents', () => {
    expect(timelineOf([])).toBeUndefined()
  })

  test('hangs a segment below the subsegment that called it', () => {
    const documents = [
      segment('pay', { parent_id: idOf('call'), subsegments: [subsegment('check')] }),
      segment('shop', {
        subsegments: [subsegment('call'), subsegment('render', { start_time: 1_500_000_000.9 })],
      }),
    ]
    expect(sketch(timelineOf(documents))).toEqual(['shop', '  call', '    pay', '      check', '  render'])
    expect(timelineOf(documents)?.rows.map(({ isLast }) => isLast)).toEqual([true, false, true, true, true])
  })

  test('tells the whole: title, status, times', () => {
    const documents = [
      segment('shop', {
        start_time: 10,
        end_time: 10.5,
        fault: true,
        http: http('POST', 'http://shop/buy', 500),
      }),
      independent('late', 'shop', { start_time: 10.2, end_time: 11 }),
    ]
    expect(timelineOf(documents)).toMatchObject({
      xrayTraceId: TRACE_ID,
      startSeconds: 10,
      durationSeconds: 1,
      isPartial: false,
      isPending: false,
      title: 'POST http://shop/buy',
      status: 500,
      outcome: 'fault',
    })
  })

  test('takes its title from the segment that nobody called', () => {
    const callee = segment('pay', {
      parent_id: idOf('call'),
      start_time: 1,
      http: http('GET', 'http://pay/', 200),
    })
    expect(timelineOf([callee, segment('shop', { subsegments: [subsegment('call')] })])?.title).toBe('shop')
  })

  test('tells of each row what it is and how it went', () => {
    const call = subsegment('DynamoDB', {
      namespace: 'aws',
      aws: { operation: 'GetItem' },
      start_time: 1_500_000_000.25,
      end_time: 1_500_000_000.75,
      error: true,
      throttle: true,
      http: { response: { status: 429 } },
      cause: { exceptions: [{ id: idOf('e'), type: 'SlowDown', message: 'wait' }] },
    })
    expect(timelineOf([segment('shop', { subsegments: [call] })])?.rows[1]).toEqual({
      id: idOf('DynamoDB'),
      name: 'DynamoDB',
      kind: 'aws',
      label: 'GetItem',
      depth: 1,
      isLast: true,
      isOrphan: false,
      status: 429,
      outcome: 'throttle',
      offsetSeconds: 0.25,
      durationSeconds: 0.5,
      exception: 'SlowDown: wait',
    })
  })

  test('is partial while something is in progress', () => {
    const timeline = timelineOf([inProgress(segment('shop'))])
    expect(timeline).toMatchObject({ isPartial: true, isPending: true, durationSeconds: 0 })
    expect(timeline?.rows[0]).not.toHaveProperty('durationSeconds')
    expect(timelineOf([segment('shop', { subsegments: [inProgress(subsegment('step'))] })])).toMatchObject({
      isPartial: true,
      isPending: false,
    })
  })

  test.each([
    ['a subsegment', independent('lost', 'nobody')],
    ['a segment', segment('lost', { parent_id: idOf('nobody') })],
  ])('is partial while the parent of %s is missing', (_name, lost) => {
    const timeline = timelineOf([segment('shop'), lost])
    expect(timeline?.isPartial).toBe(true)
    expect(timeline?.rows.find(({ name }) => name === 'lost')).toMatchObject({ depth: 0, isOrphan: true })
  })

  test('takes an end before the start for no time', () => {
    expect(timelineOf([segment('shop', { start_time: 5, end_time: 4 })])).toMatchObject({
      durationSeconds: 0,
    })
  })

  test('shows segments that call each other in a circle', () => {
    const documents = [segment('a', { parent_id: idOf('b') }), segment('b', { parent_id: idOf('a') })]
    expect(sketch(timelineOf(documents))).toEqual(['a', '  b'])
    expect(sketch(timelineOf([segment('self', { parent_id: idOf('self') })]))).toEqual(['self'])
  })

  test('shows a chain of ten thousand segments', () => {
    const chain = Array.from({ length: 10_000 }, (_, at) =>
      segment(`s${at}`, at === 0 ? {} : { parent_id: idOf(`s${at - 1}`) }),
    )
    expect(timelineOf(chain)?.rows.at(-1)).toMatchObject({ name: 's9999', depth: 9999 })
  })

  test('shows everyone once, whatever names whom as parent', () => {
    const names = [...'abcdef']
    const documents = fc.uniqueArray(
      fc.record({
        name: fc.constantFrom(...names),
        parent: fc.constantFrom(...names, 'x', ''),
        isSegment: fc.boolean(),
      }),
      { selector: ({ name, isSegment }) => `${name}${isSegment}` },
    )
    fc.assert(
      fc.property(documents, drawn => {
        const sent = drawn.map(({ name, parent, isSegment }): ReceivedDocument => {
          if (!isSegment) return independent(name, parent || 'x')
          return segment(name, parent ? { parent_id: idOf(parent) } : {})
        })
        const rows = timelineOf(sent)?.rows ?? []
        expect(rows.map(({ name }) => name).sort()).toEqual(sent.map(({ name }) => name).sort())
        for (const [at, row] of rows.entries())
          expect(row.depth).toBeLessThanOrEqual((rows[at - 1]?.depth ?? -1) + 1)
      }),
    )
  })
})
