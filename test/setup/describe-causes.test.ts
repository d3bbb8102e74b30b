import { inspect } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { describeCauses } from '../../src/setup/describe-causes.ts'

const error = (message: string, frame: string, more: object = {}) => {
  const made = Object.assign(new Error(message), more)
  made.stack = `${message === '' ? 'Error' : `Error: ${message}`}\n    at ${frame}`
  return made
}

/** The property as the constructor of errors defines it: not enumerable. */
function define<E extends Error>(error: E, key: 'cause' | 'errors', value: unknown): E {
  return Object.defineProperty(error, key, { value, configurable: true })
}

const withCause = (cause: unknown, message = 'top') => define(error(message, 't (/t.js:1:1)'), 'cause', cause)

describe('describeCauses()', () => {
  test.each([
    ['a cause', withCause(error('low', 'l (/l.js:1:1)'))],
    ['a chain', withCause(withCause(error('low', 'l (/l.js:1:1)'), 'mid'))],
    ['a cause with a code', withCause(error('low', 'l (/l.js:1:1)', { code: 'ENOENT' }))],
    ['a cause with a number for a code', withCause(error("it's", 'l (/l.js:1:1)', { code: 11000 }))],
    ['a cause without a message', withCause(error('', 'l (/l.js:1:1)'))],
    ['a cause without frames', withCause(Object.assign(new Error('low'), { stack: undefined }))],
    ['a cause that is a text', withCause("it's\nbad")],
    ['a cause of several lines', withCause(error('low\nand lower', 'l (/l.js:1:1)'))],
    ['members', define(error('many', 'm (/m.js:1:1)'), 'errors', [error('one', 'o (/o.js:1:1)'), 'two'])],
    [
      'members with causes, and a cause',
      define(withCause(error('low', 'l (/l.js:1:1)')), 'errors', [
        withCause(error('why', 'w (/w.js:1:1)'), 'one'),
        error('two', 'w (/w.js:1:1)', { code: 'E' }),
      ]),
    ],
  ])('writes %s as util.inspect does', (_, thrown) => {
    const printed = inspect(thrown, { depth: 9, breakLength: Number.POSITIVE_INFINITY })
    expect(thrown.stack + describeCauses(thrown)).toBe(printed)
  })

  test('is empty for what led to nothing', () => {
    for (const cause of [undefined, null, 7, true, {}, [], () => 1, Symbol('x')]) {
      expect(describeCauses(withCause(cause))).toBe('')
    }
    expect(describeCauses(define(error('many', 'm (/m.js:1:1)'), 'errors', [7, null]))).toBe('')
    expect(describeCauses(new Error('x'))).toBe('')
    expect(describeCauses({ message: 'x', errors: 'none' })).toBe('')
  })

  test('reads message, name, code and stack of each, and nothing else', () => {
    const secret = { password: 'hunter2', config: { token: 'hunter2' }, toString: () => 'hunter2' }
    const cause = Object.assign(error('low', 'l (/l.js:1:1)'), secret, { name: 'Low', code: secret })
    const text = describeCauses(withCause(cause))
    expect(text).toBe(' {\n  [cause]: Low: low\n      at l (/l.js:1:1)\n}')
    expect(describeCauses(withCause({ ...secret, message: 'no error' }))).toBe(
      ' {\n  [cause]: [Error: no error]\n}',
    )
  })

  test('tells of five levels', () => {
    let thrown = error('0', 'f (/f.js:1:1)')
    for (let level = 1; level <= 8; level++) thrown = withCause(thrown, `${level}`)
    expect(describeCauses(thrown).match(/\[cause\]/g)).toHaveLength(5)
  })

  test('tells of ten members, and how many are left', () => {
    const members = Array.from({ length: 13 }, (_, index) => error(`${index}`, 'f (/f.js:1:1)'))
    const text = describeCauses(define(error('many', 'm (/m.js:1:1)'), 'errors', members))
    expect(text.match(/Error: /g)).toHaveLength(10)
    expect(text).toContain('\n    ... 3 more items\n  ]\n}')
    members.length = 11
    expect(describeCauses(define(error('many', 'm'), 'errors', members))).toContain('... 1 more item\n')
  })

  test('leaves out frames where there are too many', () => {
    const cause = error('low', 'l (/l.js:1:1)')
    cause.stack += '\n    at a.very.long.name (/srv/with/a/path.js:1:1)'.repeat(60)
    const text = describeCauses(withCause(cause))
    expect(text.length).toBeLessThan(2000)
    expect(text).toMatch(/\n {6}\.\.\. 3\d lines left out \.\.\.\n}$/)
  })

  test('cuts long messages and names', () => {
    const cause = Object.assign(error('m'.repeat(5000), 'l (/l.js:1:1)'), { name: 'n'.repeat(5000) })
    expect(describeCauses(withCause(cause)).length).toBeLessThan(1400)
    expect(describeCauses(withCause('t'.repeat(5000))).length).toBeLessThan(1100)
  })

  test('lets no line of a message pass for a frame', () => {
    const cause = error('low\n    at fake (/x.js:1:1)', 'l (/l.js:1:1)')
    expect(describeCauses(withCause(cause))).toBe(
      ' {\n  [cause]: Error: low\n  at fake (/x.js:1:1)\n      at l (/l.js:1:1)\n}',
    )
  })

  test('ends at errors that led to themselves', () => {
    const round = error('round', 'r (/r.js:1:1)')
    define(round, 'cause', withCause(round, 'inner'))
    expect(describeCauses(round).match(/Error: /g)).toHaveLength(1)
    expect(
      describeCauses(define(error('me', 'm (/m.js:1:1)'), 'errors', [round, round])).match(/Error: /g),
    ).toHaveLength(2)
  })

  test('does not repeat what a library has put into the stack', () => {
    const cause = error('low', 'l (/l.js:1:1)')
    const thrown = withCause(cause)
    thrown.stack += `\ncaused by: ${cause.stack}`
    expect(describeCauses(thrown)).toBe('')
  })

  test('survives getters and proxies that throw', () => {
    const broken = new Proxy(new Error('x'), {
      get() {
        throw new Error('no')
      },
    })
    expect(describeCauses(broken)).toBe('')
    expect(describeCauses(withCause(broken))).toBe('')
    const half = error('half', 'h (/h.js:1:1)')
    Object.defineProperty(half, 'stack', {
      get() {
        throw new Error('no')
      },
    })
    expect(describeCauses(withCause(half))).toBe(' {\n  [cause]: [Error: half]\n}')
    const members = Object.defineProperty([error('one', 'o (/o.js:1:1)')], 1, {
      get() {
        throw new Error('no')
      },
    })
    expect(describeCauses(define(error('many', 'm'), 'errors', members))).toContain('Error: one')
  })

  test.each([1, 10, 100, 700, 990])(
    'fills 8,192 characters, brackets and all, with messages of %i',
    chars => {
      const tree = (depth: number): Error =>
        define(
          error('m'.repeat(chars), 'f (/f.js:1:1)', { code: '\0'.repeat(depth * 40) }),
          'errors',
          depth === 0 ? [] : Array.from({ length: 11 }, () => tree(depth - 1)),
        )
      const { length } = describeCauses(withCause(define(tree(3), 'cause', tree(2))))
      expect(length).toBeLessThanOrEqual(8192)
      expect(length).toBeGreaterThan(6000)
    },
  )

  test('stays within 8,192 characters, whatever the errors', () => {
    const { node } = fc.letrec<{ node: unknown }>(tie => ({
      node: fc.oneof(
        { depthSize: 'large', withCrossShrink: true },
        fc.anything(),
        fc.record(
          {
            name: fc.oneof(fc.string(), fc.constant('x'.repeat(9000))),
            message: fc.oneof(fc.string(), fc.constant('m\n'.repeat(9000)), fc.constant(7)),
            stack: fc.oneof(fc.string(), fc.constant(`Error: x\n${'    at f (/a.js:1:2)\n'.repeat(900)}`)),
            code: fc.anything(),
            cause: tie('node'),
            errors: fc.oneof(fc.array(tie('node')), fc.anything()),
          },
          { requiredKeys: [] },
        ),
      ),
    }))
    fc.assert(
      fc.property(node, value => {
        const text = describeCauses(withCause(value))
        expect(text.length).toBeLessThanOrEqual(8192)
      }),
    )
  })
})
