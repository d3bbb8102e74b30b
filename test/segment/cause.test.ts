import { describe, expect, test } from 'vitest'
import type { Cause } from '../../src/document/index.ts'
import { convertOne, convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const ERROR = 2
const exception = (attributes: Record<string, unknown>) => ({ name: 'exception', attributes })

describe('causeBlock()', () => {
  test('writes recorded exceptions with their stacks', () => {
    const error = exception({
      'exception.type': 'TypeError',
      'exception.message': 'x is not a function',
      'exception.stacktrace': 'TypeError: x is not a function\n    at priceOf (/srv/cart.js:41:19)',
    })
    const { cause, fault } = convertOne(
      endedSpan({ kind: 'server', id: '53995c3f42cd8ad8', events: [error] }),
    )
    expect(cause).toEqual({
      exceptions: [
        {
          id: '78f67dfdb6a26c4c',
          message: 'x is not a function',
          type: 'TypeError',
          stack: [{ path: '/srv/cart.js', line: 41, label: 'priceOf' }],
        },
      ],
    })
    expect(fault).toBeUndefined()
  })

  test('marks what a callee has thrown as remote', () => {
    const span = endedSpan({
      kind: 'client',
      parent: '6ce834139509cc20',
      events: [exception({ 'exception.message': 'ECONNREFUSED' })],
    })
    expect((convertSubsegment(span).cause as Cause).exceptions?.[0]).toMatchObject({
      message: 'ECONNREFUSED',
      remote: true,
    })
  })

  test('writes the message of an ERROR status where no exception was recorded', () => {
    const { cause } = convertOne(endedSpan({ kind: 'server', status: { code: ERROR, message: 'it broke' } }))
    expect((cause as Cause).exceptions).toMatchObject([{ message: 'it broke' }])
  })

  test('writes nothing where nothing went wrong, and no other event', () => {
    expect(
      convertOne(endedSpan({ kind: 'server', status: { code: 1, message: 'fine' } })).cause,
    ).toBeUndefined()
    expect(convertOne(endedSpan({ kind: 'server', events: [{ name: 'retry' }] })).cause).toBeUndefined()
  })

  test('writes ten exceptions and fifty frames at most, and counts the frames it left out', () => {
    const stack = `Error\n${'    at f (/a.js:1:2)\n'.repeat(70)}`
    const events = Array.from({ length: 30 }, () =>
      exception({ 'exception.message': 'again', 'exception.stacktrace': stack }),
    )
    const { exceptions } = convertOne(endedSpan({ kind: 'server', events })).cause as Cause
    expect(exceptions).toHaveLength(10)
    expect(exceptions?.[0]?.stack).toHaveLength(50)
    expect(exceptions?.[0]?.truncated).toBe(20)
    expect(new Set(exceptions?.map(({ id }) => id)).size).toBe(10)
  })

  test('gives the same ids when the span is converted again', () => {
    const span = endedSpan({ kind: 'server', events: [exception({ 'exception.message': 'a' })] })
    expect(convertOne(span)).toEqual(convertOne(span))
  })
})
