import { expect, test } from 'vitest'
import { deriveId } from '../../src/ids/index.ts'
import {
  exceptionId,
  FIRST_TOLD,
  hasException,
  recordedExceptions,
} from '../../src/segment/recorded-exceptions.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const id = '53995c3f42cd8ad8'
const events = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: 'exception',
    attributes: { 'exception.message': `${index}` },
  }))

test('recordedExceptions() reads what was recorded, and no other event', () => {
  const attributes = {
    'exception.type': 'TypeError',
    'exception.message': 'x',
    'exception.stacktrace': 'TypeError: x\n    at f (/a.js:1:2)',
  }
  const span = endedSpan({
    id,
    events: [{ name: 'retry' }, { name: 'exception', attributes }, { name: 'exception' }],
  })
  expect(recordedExceptions(span)).toEqual([
    {
      id: '78f67dfdb6a26c4c',
      type: 'TypeError',
      message: 'x',
      stack: attributes['exception.stacktrace'],
      skipped: 0,
    },
    { id: deriveId(id, 2), type: undefined, message: undefined, stack: '', skipped: 0 },
  ])
})

test('recordedExceptions() keeps the first nine and the last', () => {
  const kept = recordedExceptions(endedSpan({ id, events: events(13) }))
  expect(kept.map(({ message }) => message)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '12'])
  expect(kept.map(({ skipped }) => skipped)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 3])
  const ten = recordedExceptions(endedSpan({ id, events: events(10) }))
  expect(ten.map(({ id, skipped }) => [id, skipped])).toEqual(
    ten.map((_, index) => [exceptionId(id, index), 0]),
  )
  expect(ten).toHaveLength(FIRST_TOLD)
})

test('hasException() sees exceptions among other events', () => {
  expect(hasException(endedSpan())).toBe(false)
  expect(hasException(endedSpan({ events: [{ name: 'retry' }] }))).toBe(false)
  expect(hasException(endedSpan({ events: [{ name: 'retry' }, ...events(1)] }))).toBe(true)
  expect(recordedExceptions(endedSpan({ events: [{ name: 'retry' }] }))).toEqual([])
})
