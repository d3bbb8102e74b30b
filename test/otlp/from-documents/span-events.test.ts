import { expect, test } from 'vitest'
import { spanEvents } from '../../../src/otlp/from-documents/span-events.ts'
import { idOf, segment } from '../../document/documents.ts'

test('are the exceptions of the cause, and what the metadata keeps', () => {
  const stack = [
    { label: 'pay', path: 'pay.js', line: 7 },
    { path: 'node:events', line: 1 },
  ]
  const shop = segment('shop', {
    cause: { exceptions: [{ id: idOf('e'), type: 'TypeError', message: 'no', stack }, { id: idOf('f') }] },
    metadata: {
      default: {
        'otel.span.events': [{ name: 'miss', time: 5, attributes: { key: 'a' } }, { name: 'late' }, 5, null],
      },
    },
  })
  expect(spanEvents(shop)).toEqual([
    { timeUnixNano: '5000000000', name: 'miss', attributes: [{ key: 'key', value: { stringValue: 'a' } }] },
    { timeUnixNano: '1500000000000000000', name: 'late', attributes: [] },
    {
      timeUnixNano: '1500000001000000000',
      name: 'exception',
      attributes: [
        { key: 'exception.type', value: { stringValue: 'TypeError' } },
        { key: 'exception.message', value: { stringValue: 'no' } },
        {
          key: 'exception.stacktrace',
          value: { stringValue: 'TypeError: no\n    at pay (pay.js:7)\n    at node:events:1' },
        },
      ],
    },
    { timeUnixNano: '1500000001000000000', name: 'exception', attributes: [] },
  ])
})

const exceptionsOf = (cause: object, statusMessage?: string) =>
  spanEvents(segment('shop', { cause } as never), statusMessage).map(({ attributes }) =>
    Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
  )

test('tell what led to an exception in its stack, as far as that has a type', () => {
  const exceptions = [
    {
      id: 'a',
      type: 'Error',
      message: 'no',
      cause: 'b',
      truncated: 4,
      stack: [{ path: 'a.js', line: 1, label: 'f' }],
    },
    { id: 'b', type: 'RangeError', message: '7', cause: 'c', stack: [{ path: 'b.js', line: 2 }] },
    { id: 'c', message: 'a text that was thrown', cause: 'a' },
  ]
  expect(exceptionsOf({ exceptions })).toEqual([
    {
      'exception.type': 'Error',
      'exception.message': 'no',
      'exception.stacktrace':
        'Error: no\n    at f (a.js:1)\n    ... 4 lines more\nCaused by: RangeError: 7\n    at b.js:2',
    },
    { 'exception.message': 'a text that was thrown' },
  ])
})

test('are none for an exception that says what the status says', () => {
  const exceptions = [{ id: 'a', message: 'no' }]
  expect(exceptionsOf({ exceptions }, 'no')).toEqual([])
  expect(exceptionsOf({ exceptions }, 'yes')).toHaveLength(1)
  expect(exceptionsOf({ exceptions })).toHaveLength(1)
})
