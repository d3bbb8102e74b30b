import { describe, expect, test } from 'vitest'
import type { ReceivedDocument } from '../../src/document/index.ts'
import { findRootCauses, type MergedTrace, mergeTrace, type RootCause } from '../../src/trace/index.ts'
import { idOf, inProgress, segment, subsegment } from '../document/documents.ts'

const causesOf = (...documents: ReceivedDocument[]) => findRootCauses(mergeTrace(documents) as MergedTrace)

/** `shop: shop > step | pay: pay` */
const sketch = ({ Services }: RootCause) =>
  Services.map(
    ({ Name, EntityPath }) => `${Name}: ${EntityPath.map(entity => entity.Name).join(' > ')}`,
  ).join(' | ')

const seconds = (from: number, to: number) => ({
  start_time: 1_500_000_000 + from,
  end_time: 1_500_000_000 + to,
})

describe('findRootCauses() of faults', () => {
  test('ends where nothing below has failed', () => {
    const calls = [subsegment('query', { namespace: 'remote' }), subsegment('step')]
    const { fault } = causesOf(segment('shop', { fault: true, subsegments: calls }))
    expect(fault.map(sketch)).toEqual(['shop: shop'])
  })

  test('goes from the entry to the table that failed', () => {
    const query = subsegment('DynamoDB', {
      namespace: 'aws',
      aws: { table_name: 'orders' },
      fault: true,
      cause: { exceptions: [{ id: idOf('e'), type: 'Timeout', message: 'too slow' }] },
    })
    const { fault, error } = causesOf(
      segment('shop', {
        fault: true,
        cause: idOf('e'),
        subsegments: [subsegment('step', { fault: true, subsegments: [query] })],
      }),
    )
    const Exceptions = [{ Name: 'Timeout', Message: 'too slow' }]
    expect(fault).toEqual([
      {
        ClientImpacting: true,
        Services: [
          {
            Name: 'shop',
            Names: ['shop'],
            Inferred: false,
            EntityPath: [
              { Name: 'shop', Remote: false, Exceptions },
              { Name: 'step', Remote: false, Exceptions: [] },
              { Name: 'DynamoDB', Remote: true, Exceptions },
            ],
          },
          {
            Name: 'orders',
            Names: ['orders'],
            Type: 'AWS::DynamoDB::Table',
            Inferred: true,
            EntityPath: [{ Name: 'DynamoDB', Remote: false, Exceptions: [] }],
          },
        ],
      },
    ])
    expect(error).toEqual([])
  })

  test('finds a fault that the client did not notice, and every other one', () => {
    const { fault } = causesOf(
      segment('shop', {
        subsegments: [
          subsegment('call', { namespace: 'remote', fault: true }),
          subsegment('late', { fault: true }),
        ],
      }),
      segment('pay', {
        parent_id: idOf('call'),
        fault: true,
        subsegments: [subsegment('check', { fault: true })],
      }),
    )
    expect(fault.map(sketch)).toEqual(['shop: shop > late', 'shop: shop > call | pay: pay > check'])
    expect(fault.map(({ ClientImpacting }) => ClientImpacting)).toEqual([false, false])
  })

  test('tells errors apart from faults', () => {
    const { fault, error } = causesOf(segment('shop', { error: true, throttle: true }))
    expect(fault).toEqual([])
    expect(error.map(sketch)).toEqual(['shop: shop'])
  })

  test('names alike ways once, and ten at most', () => {
    const failing = (name: string, at: number) => subsegment(name, { id: idOf(`q${at}`), fault: true })
    const alike = Array.from({ length: 30 }, (_, at) => failing('query', at))
    const different = Array.from({ length: 30 }, (_, at) => failing(`query ${at}`, at))
    expect(causesOf(segment('shop', { subsegments: alike })).fault).toHaveLength(1)
    expect(causesOf(segment('shop', { subsegments: different })).fault).toHaveLength(10)
  })
})

describe('findRootCauses() of the response time', () => {
  test('goes to who took the time', () => {
    const { responsetime } = causesOf(
      segment('shop', {
        ...seconds(0, 10),
        subsegments: [
          subsegment('call', { ...seconds(0, 9), namespace: 'remote' }),
          subsegment('render', seconds(9, 10)),
        ],
      }),
      segment('pay', {
        ...seconds(0, 8),
        parent_id: idOf('call'),
        subsegments: [subsegment('a', seconds(0, 3)), subsegment('b', seconds(3, 6))],
      }),
    )
    expect(responsetime.map(sketch)).toEqual(['shop: shop > call | pay: pay'])
    expect(
      responsetime[0]?.Services.flatMap(({ EntityPath }) => EntityPath.map(({ Coverage }) => Coverage)),
    ).toEqual([1, 0.9, 0.8])
  })

  test('follows everyone who worked at the same time', () => {
    const { responsetime } = causesOf(
      segment('shop', {
        ...seconds(0, 10),
        subsegments: [subsegment('a', seconds(0, 9)), subsegment('b', seconds(1, 9))],
      }),
    )
    expect(responsetime.map(sketch)).toEqual(['shop: shop > a', 'shop: shop > b'])
  })

  test('waits for the entry to end', () => {
    expect(causesOf(inProgress(segment('shop'))).responsetime).toEqual([])
  })

  test('of what took no time is the entry', () => {
    const none = seconds(1, 1)
    expect(
      causesOf(segment('shop', { ...none, subsegments: [subsegment('a', none)] })).responsetime.map(sketch),
    ).toEqual(['shop: shop'])
  })
})
