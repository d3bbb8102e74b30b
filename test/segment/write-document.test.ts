import { expect, test } from 'vitest'
import { convert } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const root = '1111111111111111'
const child = '2222222222222222'

test.each(['server', 'internal'] as const)('writeDocument() nests what is under a root that is %s', kind => {
  const spans = [
    endedSpan({ id: child, parent: root, name: 'step' }),
    endedSpan({ id: root, kind, name: 'job' }),
  ]
  const [segment, ...others] = convert(spans)
  expect(others).toEqual([])
  const holder = kind === 'server' ? segment : segment?.subsegments?.[0]
  expect(holder).toMatchObject({ id: root, subsegments: [{ id: child, name: 'step' }] })
})

test('writeDocument() gives only the top of an independent subsegment its trace and parent', () => {
  const spans = [endedSpan({ id: child, parent: root }), endedSpan({ id: root, parent: '3333333333333333' })]
  const [top] = convert(spans)
  expect(top).toMatchObject({
    type: 'subsegment',
    parent_id: '3333333333333333',
    trace_id: expect.any(String),
  })
  expect(Object.keys(top?.subsegments?.[0] ?? {})).toEqual(['name', 'id', 'start_time', 'end_time'])
})
