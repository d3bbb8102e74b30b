import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cause } from '../../src/document/index.ts'
import { exceptionId } from '../../src/segment/recorded-exceptions.ts'
import { convertOne, convertSubsegment } from '../fixtures/convert.ts'
import { endedSpan } from '../fixtures/ended-span.ts'

const ERROR = 2
const id = '53995c3f42cd8ad8'
const exception = (attributes: Record<string, unknown>) => ({ name: 'exception', attributes })
const resource = (attributes: object) => ({ attributes: { 'service.name': 'shop', ...attributes } })

/** The cause of a server's span with these exceptions, of these messages and stacks. */
function causeOf(recorded: [message: string, stack: string][], attributes: object = {}): Cause {
  const events = recorded.map(([message, stack]) =>
    exception({ 'exception.message': message, 'exception.stacktrace': stack }),
  )
  return convertOne(endedSpan({ kind: 'server', id, events, resource: resource(attributes) })).cause as Cause
}

/** A stack with so many exceptions after the first, each of which led to the one before it. */
const chain = (count: number) =>
  `Error: top\n    at f (/0.js:1:2)${Array.from({ length: count }, (_, index) => `\nCaused by: E: ${index + 1}\n    at f (/${index + 1}.js:1:2)`).join('')}`

describe('writeCause()', () => {
  test('writes recorded exceptions with their stacks', () => {
    const error = exception({
      'exception.type': 'TypeError',
      'exception.message': 'x is not a function',
      'exception.stacktrace': 'TypeError: x is not a function\n    at priceOf (/srv/cart.js:41:19)',
    })
    const { cause, fault } = convertOne(endedSpan({ kind: 'server', id, events: [error] }))
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

  test('writes what led to an exception behind it, and links the two', () => {
    const low = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })
    low.stack = 'Error: connect\n    at c (/c.js:3:1)'
    const top = new Error('no price', { cause: low })
    top.stack = 'Error: no price\n    at p (/p.js:2:1)'
    expect(causeOf([['no price', inspect(top)]]).exceptions).toEqual([
      {
        id: exceptionId(id, 0),
        message: 'no price',
        cause: exceptionId(id, 10),
        stack: [{ path: '/p.js', line: 2, label: 'p' }],
      },
      {
        id: exceptionId(id, 10),
        message: 'connect',
        type: 'ECONNREFUSED',
        stack: [{ path: '/c.js', line: 3, label: 'c' }],
      },
    ])
  })

  test('reads the stack in the language of the resource', () => {
    const stack =
      'java.lang.Error: m\n\tat a.B.c(B.java:1)\nCaused by: java.io.IOException: low\n\tat d.E.f(E.java:2)'
    expect(causeOf([['m', stack]], { 'telemetry.sdk.language': 'java' }).exceptions).toMatchObject([
      { message: 'm', cause: exceptionId(id, 10), stack: [{ path: 'B.java', line: 1, label: 'a.B.c' }] },
      { id: exceptionId(id, 10), type: 'java.io.IOException', message: 'low' },
    ])
  })

  test('marks what a callee has thrown as remote', () => {
    const span = endedSpan({
      kind: 'client',
      parent: '6ce834139509cc20',
      events: [exception({ 'exception.message': 'ECONNREFUSED', 'exception.stacktrace': chain(1) })],
    })
    expect((convertSubsegment(span).cause as Cause).exceptions).toMatchObject([
      { message: 'ECONNREFUSED', remote: true },
      { message: '1', remote: true },
    ])
  })

  test.each([
    ['server', undefined],
    ['internal', undefined],
    ['consumer', undefined],
    ['client', true],
    ['producer', true],
  ] as const)('says of what a %s recorded that the callee threw it: %s', (kind, remote) => {
    const parent = '6ce834139509cc20'
    const span = endedSpan({
      kind,
      parent,
      isRemote: false,
      events: [exception({ 'exception.message': 'x' })],
    })
    expect((convertSubsegment(span).cause as Cause).exceptions?.[0]?.remote).toBe(remote)
  })

  test('refers on the segment of a service to the cause on the span in it', () => {
    const failed = { code: ERROR, message: 'it broke' }
    for (const sketch of [{ events: [exception({ 'exception.message': 'x' })] }, { status: failed }]) {
      const { cause, subsegments } = convertOne(endedSpan({ id, ...sketch }))
      expect(cause).toBe(exceptionId(id, 0))
      expect((subsegments![0]!.cause as Cause).exceptions?.[0]?.id).toBe(cause)
    }
    expect(convertOne(endedSpan({ id }))).not.toHaveProperty('cause')
    expect(convertOne(endedSpan({ id, status: { code: ERROR } }))).not.toHaveProperty('cause')
  })

  test('writes no stack where there is none', () => {
    expect(causeOf([['x', '']]).exceptions).toEqual([{ id: exceptionId(id, 0), message: 'x' }])
  })

  test('counts what was left out of the recorded ones on the last of them alone', () => {
    const recorded = Array.from({ length: 12 }, (_, index): [string, string] => [`${index}`, chain(1)])
    const { exceptions = [] } = causeOf(recorded)
    const last = exceptions.findIndex(({ message }) => message === '11')
    expect(exceptions.flatMap(({ skipped }, index) => (skipped ? [[index, skipped]] : []))).toEqual([
      [last, 2],
    ])
  })

  test('writes the message of an ERROR status where no exception was recorded', () => {
    const { cause } = convertOne(
      endedSpan({ kind: 'server', id, status: { code: ERROR, message: 'it broke' } }),
    )
    expect(cause).toEqual({ exceptions: [{ id: exceptionId(id, 0), message: 'it broke' }] })
  })

  test('writes nothing where nothing went wrong, and no other event', () => {
    expect(
      convertOne(endedSpan({ kind: 'server', status: { code: 1, message: 'fine' } })).cause,
    ).toBeUndefined()
    expect(convertOne(endedSpan({ kind: 'server', events: [{ name: 'retry' }] })).cause).toBeUndefined()
  })

  test('names the working directory that the resource names', () => {
    const cause = causeOf([['x', '']], { 'process.working_directory': '/srv/shop' })
    expect(cause.working_directory).toBe('/srv/shop')
    expect(causeOf([['x', '']])).not.toHaveProperty('working_directory')
  })

  test('writes ten recorded exceptions and fifty frames at most, and counts what it left out', () => {
    const stack = `Error\n${'    at f (/a.js:1:2)\n'.repeat(70)}`
    const { exceptions } = causeOf(Array.from({ length: 30 }, (_, index) => [`${index}`, stack]))
    expect(exceptions).toHaveLength(10)
    expect(exceptions?.[0]?.stack).toHaveLength(50)
    expect(exceptions?.[0]?.truncated).toBe(20)
    expect(exceptions?.[9]).toMatchObject({ message: '29', skipped: 20 })
    expect(new Set(exceptions?.map(({ id }) => id)).size).toBe(10)
  })

  test('writes ten exceptions of a chain behind the recorded one, the last of them where it began', () => {
    const { exceptions = [] } = causeOf([['top', chain(13)]])
    expect(exceptions.map(({ message }) => message)).toEqual([
      'top',
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
      '9',
      '13',
    ])
    expect(exceptions.map(({ skipped }) => skipped).at(-1)).toBe(3)
    expect(exceptions.map(({ cause }) => cause)).toEqual([
      ...exceptions.map(({ id }) => id).slice(1),
      undefined,
    ])
  })

  test('shares ten places among the chains of several exceptions', () => {
    const { exceptions = [] } = causeOf([
      ['a', chain(8)],
      ['b', chain(4)],
      ['c', chain(2)],
    ])
    expect(exceptions.map(({ message }) => message).slice(9)).toEqual(['b', '1', '4', 'c'])
    expect(exceptions.slice(9).map(({ skipped }) => skipped)).toEqual([undefined, undefined, 2, 2])
    expect(exceptions[11]?.cause).toBeUndefined()
    expect(exceptions[12]?.cause).toBeUndefined()
    expect(new Set(exceptions.map(({ id }) => id)).size).toBe(13)
  })

  test('gives the same ids when the span is converted again', () => {
    const span = endedSpan({ kind: 'server', events: [exception({ 'exception.message': 'a' })] })
    expect(convertOne(span)).toEqual(convertOne(span))
  })

  test('never throws, and refers to nothing that it did not write', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(undefined), fc.anything())
    const recorded = fc.record({
      'exception.type': value,
      'exception.message': value,
      'exception.stacktrace': fc.oneof(value, fc.nat(30).map(chain)),
    })
    fc.assert(
      fc.property(fc.array(recorded, { maxLength: 15 }), errors => {
        const { cause } = convertOne(endedSpan({ kind: 'server', events: errors.map(exception) }))
        const { exceptions = [] } = (cause ?? {}) as Cause
        const ids = exceptions.map(({ id }) => id)
        expect(exceptions.length).toBeLessThanOrEqual(20)
        expect(new Set(ids).size).toBe(ids.length)
        for (const { cause } of exceptions) expect(cause === undefined || ids.includes(cause)).toBe(true)
      }),
    )
  })
})
