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
