import { describe, expect, test } from 'vitest'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { type MergedTrace, mergeTrace, recordTrace, valuesOf } from '../../src/trace/index.ts'
import { idOf, independent, inProgress, segment, subsegment, TRACE_ID } from '../document/documents.ts'

const recordOf = (...documents: ReceivedDocument[]) => recordTrace(mergeTrace(documents) as MergedTrace)

describe('recordTrace()', () => {
  test('keeps each value of an annotation once, however many there are', () => {
    const subsegments = Array.from({ length: 1000 }, (_, at) =>
      subsegment('step', { id: at.toString(16).padStart(16, '0'), annotations: { order: at >> 1 } }),
    )
    const [record] = recordOf(segment('shop', { subsegments })).segments
    expect(record?.annotations?.order).toEqual(Array.from({ length: 500 }, (_, at) => at))
  })

  test('keeps of segments and calls what is asked of them', () => {
    const http = {
      request: { method: 'GET', url: 'http://shop/' },
      response: { status: 500, content_length: 9 },
    }
    const record = recordOf(
      segment('shop', {
        fault: true,
        http,
        user: 'ann',
        aws: { ec2: { instance_id: 'i-1', availability_zone: 'us-west-2c' } },
        metadata: { default: { big: 'thing' } },
        subsegments: [
          subsegment('step', { annotations: { plan: 'gold' } }),
          subsegment('pay.example.com', { namespace: 'remote', end_time: 1_500_000_002 }),
          subsegment('db', { namespace: 'remote', sql: {} }),
        ],
      }),
      segment('pay', { parent_id: idOf('pay.example.com'), annotations: { plan: 'gold' } }),
    )
    expect(record).toMatchObject({
      xrayTraceId: TRACE_ID,
      startSeconds: 1_500_000_000,
      endSeconds: 1_500_000_001,
      isPartial: false,
      services: [{ Name: 'pay' }, { Name: 'shop' }, { Name: 'db', Type: 'Database::SQL' }],
      entry: 1,
    })
    expect(record.segments[1]).toEqual({
      id: idOf('shop'),
      service: 1,
      isRoot: true,
      start_time: 1_500_000_000,
      end_time: 1_500_000_001,
      fault: true,
      http: { request: { method: 'GET', url: 'http://shop/' }, response: { status: 500 } },
      user: 'ann',
      instanceId: 'i-1',
      availabilityZone: 'us-west-2c',
      annotations: Object.assign(Object.create(null), { plan: ['gold'] }),
    })
    expect(record.calls).toEqual([
      {
        from: 1,
        to: 0,
        id: idOf('pay.example.com'),
        seen: {
          name: 'pay.example.com',
          namespace: 'remote',
          start_time: 1_500_000_000,
          end_time: 1_500_000_002,
        },
      },
      { from: 1, to: 2, id: idOf('db') },
    ])
  })

  test('has no annotations where there are none', () => {
    const record = recordOf(segment('shop'), independent('step', 'nobody'))
    expect(record.segments[0]).not.toHaveProperty('annotations')
    expect(record).not.toHaveProperty('orphanAnnotations')
  })

  test('counts 20 links of a segment, and 100 of a trace', () => {
    const links = Array.from({ length: 25 }, (_, at) => ({ trace_id: TRACE_ID, id: idOf(`l${at}`) }))
    const names = ['a', 'b', 'c', 'd', 'e', 'f']
    const { segments } = recordOf(...names.map(name => segment(name, { links })))
    expect(segments.map(each => each.links!.length)).toEqual([20, 20, 20, 20, 20, 0])
    expect(segments[0]!.links).toEqual(links.slice(0, 20))
  })

  test('survives being written and read', () => {
    const record = recordOf(segment('shop', { annotations: { ['__proto__']: 'x', constructor: 1 } }))
    const { annotations } = (JSON.parse(JSON.stringify(record)) as typeof record).segments[0]!
    expect(valuesOf(annotations, '__proto__')).toEqual(['x'])
    expect(valuesOf(annotations, 'constructor')).toEqual([1])
    expect(valuesOf(annotations, 'toString')).toEqual([])
  })

  test.each([
    ['a segment is in progress', [inProgress(segment('shop'))], true],
    [
      'a callee has been told to send a segment',
      [segment('shop', { subsegments: [subsegment('pay', { namespace: 'remote', traced: true })] })],
      true,
    ],
    ['all is there', [segment('shop')], false],
  ])('is partial or not: %s', (_name, documents, isPartial) => {
    expect(recordOf(...documents).isPartial).toBe(isPartial)
  })

  test('keeps the annotations of subsegments whose segment has not arrived', () => {
    const record = recordOf(independent('step', 'nobody', { annotations: { plan: 'free' } }))
    expect(valuesOf(record.orphanAnnotations, 'plan')).toEqual(['free'])
    expect(record).toMatchObject({ startSeconds: 1_500_000_000, services: [], segments: [] })
  })
})
