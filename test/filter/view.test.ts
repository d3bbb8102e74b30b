import { expect, test } from 'vitest'
import {
  viewCall,
  viewEntities,
  viewExceptions,
  viewSegment,
  viewServices,
  viewTrace,
} from '../../src/filter/view.ts'
import { type MergedTrace, mergeTrace, recordTrace } from '../../src/trace/index.ts'
import { idOf, inProgress, segment, subsegment } from '../document/documents.ts'

const call = subsegment('pay.example.com', { namespace: 'remote', end_time: 1_500_000_003, error: true })
const shop = segment('shop', {
  user: 'ann',
  fault: true,
  http: { request: { url: 'http://shop/', method: 'GET' }, response: { status: 500 } },
  annotations: { plan: 'gold' },
  end_time: 1_500_000_004,
  subsegments: [call],
})
const pay = segment('pay', {
  parent_id: idOf('pay.example.com'),
  user: 'bob',
  throttle: true,
  annotations: { plan: 'free' },
  aws: { account_id: '123456789012' },
  origin: 'AWS::ECS::Fargate',
})
const record = recordTrace(mergeTrace([shop, pay]) as MergedTrace)

test('a trace is what its entry is, and has what any segment has', () => {
  const view = viewTrace(record)
  expect(view.flag('fault')).toBe(true)
  expect(view.flag('throttle')).toBe(false)
  expect(view.flag('ok')).toBe(false)
  expect(view.flag('partial')).toBe(false)
  expect(view.values('http.status')).toEqual([500])
  expect(view.values('responsetime')).toEqual([4])
  expect(view.values('user').toSorted()).toEqual(['ann', 'bob'])
  expect(view.values('account.id')).toEqual(['123456789012'])
  expect(view.annotations('plan').toSorted()).toEqual(['free', 'gold'])
})

test('a segment speaks for itself', () => {
  const at = record.segments.findIndex(({ id }) => id === idOf('pay'))
  const view = viewSegment(record, at)
  expect(view.flag('throttle')).toBe(true)
  expect(view.flag('root')).toBe(false)
  expect(view.flag('inferred')).toBe(false)
  expect(view.values('name')).toEqual(['pay'])
  expect(view.values('type')).toEqual(['AWS::ECS::Fargate'])
  expect(view.values('user')).toEqual(['bob'])
  expect(view.values('http.url')).toEqual([])
  expect(view.annotations('plan')).toEqual(['free'])
})

test('a call is as the caller saw it', () => {
  const view = viewCall(record, record.calls[0]!)
  expect(view.flag('error')).toBe(true)
  expect(view.flag('throttle')).toBe(false)
  expect(view.values('duration')).toEqual([3])
  expect(view.annotations('plan', 'source')).toEqual(['gold'])
  expect(view.annotations('plan', 'destination')).toEqual(['free'])
})

test('what is in progress is partial, and has no time yet', () => {
  const view = viewTrace(recordTrace(mergeTrace([inProgress(segment('shop'))]) as MergedTrace))
  expect(view.flag('partial')).toBe(true)
  expect(view.values('responsetime')).toEqual([])
  expect(view.values('duration')).toEqual([0])
})

test('on the way to a root cause everyone has a place', () => {
  const services = [
    {
      Name: 'shop',
      Names: ['shop'],
      Inferred: false,
      EntityPath: [
        { Name: 'shop', Remote: false },
        { Name: 'query', Remote: true },
      ],
    },
    {
      Name: 'db',
      Names: ['db'],
      Type: 'Database::SQL',
      Inferred: true,
      EntityPath: [
        { Name: 'db', Remote: false, Coverage: 0.5, Exceptions: [{ Name: 'Timeout', Message: 'too slow' }] },
      ],
    },
  ]
  const [first, last] = viewServices(services)
  expect([first?.flag('first'), first?.flag('last'), last?.flag('last'), last?.flag('inferred')]).toEqual([
    true,
    false,
    true,
    true,
  ])
  expect(last?.values('type')).toEqual(['Database::SQL'])
  const entities = viewEntities(services)
  expect(entities.map(view => [view.values('index'), view.flag('remote'), view.values('coverage')])).toEqual([
    [[0], false, []],
    [[1], true, []],
    [[2], false, [0.5]],
  ])
  const [exception] = viewExceptions(services)
  expect([exception?.values('name'), exception?.values('message'), exception?.flag('last')]).toEqual([
    ['Timeout'],
    ['too slow'],
    true,
  ])
})
