import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readV8Stack } from '../../../src/segment/stack/v8.ts'

/** What is left of an error whose stack has these frames alone. */
function error(message: string, frame: string, more: object = {}, name = 'Error'): Error {
  const made = Object.assign(new Error(message), more)
  made.name = name
  made.stack = `${name}: ${message}\n    at ${frame}`
  return made
}

const withCause = (message: string, frame: string, cause: unknown) =>
  Object.defineProperty(error(message, frame), 'cause', { value: cause, configurable: true })

/** Type, message, frames and cause of each exception. */
const brief = (text: string, message?: string) =>
  readV8Stack(text, message).map(exception => [
    exception.type,
    exception.message,
    exception.frames
      .flatMap(lines => lines.split('\n'))
      .map(line =>
        line
          .trim()
          .replace(/^at /, '')
          .replace(/( \{|,)$/, ''),
      )
      .join(' '),
    exception.cause,
  ])

describe('readV8Stack()', () => {
  test('reads the frames of one exception', () => {
    const text = 'TypeError: x\n    at priceOf (/srv/cart.js:41:19)\n    at async /srv/a.js:3:1\r\n'
    expect(brief(text)).toEqual([
      [undefined, undefined, 'priceOf (/srv/cart.js:41:19) async /srv/a.js:3:1', undefined],
    ])
  })

  test.each([
    ['a message of several lines', 'Error: bad:\n    at fake (/x.js:1:2)\nend\n    at f (/a.js:1:2)', true],
    ['a message that begins with a break', 'Error: \n    at fake (/x.js:1:2)\n    at f (/a.js:1:2)', true],
    ['a message that was changed later', 'Error: once\nand more\n    at f (/a.js:1:2)', false],
    ['an indented line of it', 'Error: once\n  [note]: more\n    at f (/a.js:1:2)', false],
    ['a cause that it only speaks of', 'Error: once\n  see [cause]: E: no\n    at f (/a.js:1:2)', false],
    ['a cause that is no property of it', 'Error: once\n    [cause]: E: no\n    at f (/a.js:1:2)', false],
    ['no header', '    at f (/a.js:1:2)', false],
    ['six blanks, as Bun once had', 'Error: x\n      at f (/a.js:1:2)', false],
  ])('finds the frames behind %s', (_, text, isMessageKnown) => {
    const message = isMessageKnown
      ? text.slice('Error: '.length, text.lastIndexOf('\n'))
      : 'quite another\nmessage'
    expect(brief(text, message)).toEqual([[undefined, undefined, 'f (/a.js:1:2)', undefined]])
  })

  test('finds no frame in other texts', () => {
    for (const text of ['', 'Error', 'Error: x\n', 'Error: at home (in bed)\nat f (/a.js:1:2)', '\n\n\n']) {
      expect(brief(text)).toEqual([[undefined, undefined, '', undefined]])
    }
  })

  test('keeps fifty frames, cuts long ones, and counts the rest', () => {
    const [exception] = readV8Stack(`Error\n${'    at f (/a.js:1:2)\n'.repeat(70)}`)
    expect(exception?.frames.join('\n').split('\n')).toHaveLength(50)
    expect(exception?.frameCount).toBe(50)
    expect(exception?.truncated).toBe(20)
    const [long] = readV8Stack(`Error\n    at ${'f'.repeat(5000)}`)
    expect(long?.frames[0]).toHaveLength(1000)
  })

  test('reads a chain of causes', () => {
    const chain = withCause(
      'top',
      't (/t.js:1:1)',
      withCause('mid', 'm (/m.js:1:1)', error('low', 'l (/l.js:1:1)')),
    )
    expect(brief(inspect(chain), 'top')).toEqual([
      [undefined, undefined, 't (/t.js:1:1)', 1],
      ['Error', 'mid', 'm (/m.js:1:1)', 2],
      ['Error', 'low', 'l (/l.js:1:1)', undefined],
    ])
  })

  test('reads a cause that was assigned, its code, and no other property', () => {
    const thrown = error('top', 't (/t.js:1:1)', {
      code: 'E_TOP',
      inner: error('not a cause', 'n (/n.js:1:1)', { cause: error('nor this', 'n (/n.js:2:1)') }),
      deep: { error: error('nor that', 'n (/n.js:3:1)') },
      text: '  [cause]: Error: no\n      at n (/n.js:4:1)',
      cause: error('connect', 'c (/c.js:1:1)', { errno: -111, code: 'ECONNREFUSED' }),
    })
    expect(brief(inspect(thrown, { depth: 9 }), 'top')).toEqual([
      [undefined, undefined, 't (/t.js:1:1)', 1],
      ['ECONNREFUSED', 'connect', 'c (/c.js:1:1)', undefined],
    ])
  })

  test.each([
    ['ENOENT', 'ENOENT'],
    [404, '404'],
    ['no code at all', 'Error'],
    [{ of: 'another kind' }, 'Error'],
  ])('calls a cause whose code is %j %s', (code, type) => {
    const thrown = withCause('top', 't (/t.js:1:1)', error('low', 'l (/l.js:1:1)', { code, errno: -2 }))
    expect(brief(inspect(thrown), 'top')[1]).toEqual([type, 'low', 'l (/l.js:1:1)', undefined])
  })

  test('reads the members of an AggregateError, of which the first led to it', () => {
    const many = error('many', 'a (/a.js:1:1)')
    Object.defineProperty(many, 'errors', {
      value: [
        withCause('one', 'o (/o.js:1:1)', error('why', 'w (/w.js:1:1)')),
        error('two\nlines', 't (/t.js:1:1)'),
        'three',
      ],
    })
    expect(brief(inspect(many, { depth: 9 }), 'many')).toEqual([
      [undefined, undefined, 'a (/a.js:1:1)', 1],
      ['Error', 'one', 'o (/o.js:1:1)', 2],
      ['Error', 'why', 'w (/w.js:1:1)', undefined],
      ['Error', 'two\nlines', 't (/t.js:1:1)', undefined],
      [undefined, 'three', '', undefined],
    ])
  })

  test('takes the cause of an AggregateError before its members', () => {
    const text =
      'AggregateError: a\n    at a (/a.js:1:1) {\n  [errors]: [\n    Error: one\n        at o (/o.js:1:1)\n  ],\n' +
      '  [cause]: Error: why\n      at w (/w.js:1:1)\n}'
    expect(brief(text)).toMatchObject([
      [undefined, undefined, 'a (/a.js:1:1)', 2],
      { 1: 'one' },
      { 1: 'why' },
    ])
  })

  test('takes no exception in another property for what led to it', () => {
    const other = error('not a cause', 'n (/n.js:1:1)')
    for (const more of [{ list: [other] }, { errors: { first: other } }, { errors: 7, list: [other] }]) {
      const text = inspect(error('top', 't (/t.js:1:1)', more), { depth: 9 })
      expect(brief(text, 'top')).toEqual([[undefined, undefined, 't (/t.js:1:1)', undefined]])
    }
  })

  test('reads a line of the message of a cause for no frame', () => {
    const text = inspect(withCause('top', 't (/t.js:1:1)', error('see\nat home', 'l (/l.js:1:1)')))
    expect(brief(text, 'top')[1]).toEqual(['Error', 'see\nat home', 'l (/l.js:1:1)', undefined])
  })

  test("reads a text with Windows' ends of lines", () => {
    const text = inspect(withCause('top', 't (/t.js:1:1)', error('low', 'l (/l.js:1:1)', { code: 'E_LOW' })))
    expect(brief(text.replaceAll('\n', '\r\n'), 'top')).toEqual(brief(text, 'top'))
  })

  test.each([
    ['    ... more', { truncated: 0, skipped: 0 }],
    ['    ... 3 more items', { truncated: 0, skipped: 3 }],
    ['    ... 1 more item', { truncated: 0, skipped: 1 }],
    ['    ... 12 lines matching cause stack trace ...', { truncated: 12, skipped: 0 }],
    ['    and ... 12 lines', { truncated: 0, skipped: 0 }],
  ])('counts what %j leaves out', (line, counts) => {
    expect(readV8Stack(`Error: x\n    at f (/a.js:1:1)\n${line}`)).toMatchObject([counts])
  })

  test.each([
    ['an object', { secret: 1, list: [1, 2], long: 'x'.repeat(90) }],
    ['nothing', undefined],
    ['null', null],
    ['a number', 7],
    ['a list', [1, 2, 3]],
    ['a function', () => 1],
    ['a class', class A {}],
    ['NaN', Number.NaN],
    ['a map', new Map([[1, 2]])],
  ])('finds no exception in a cause that is %s', (_, cause) => {
    expect(brief(inspect(withCause('top', 't (/t.js:1:1)', cause)), 'top')).toEqual([
      [undefined, undefined, 't (/t.js:1:1)', undefined],
    ])
  })

  test('finds no exception in one that led to itself', () => {
    const round = error('round', 'r (/r.js:1:1)')
    Object.assign(round, { cause: withCause('inner', 'i (/i.js:1:1)', round) })
    expect(brief(inspect(round), 'round')).toEqual([
      [undefined, undefined, 'r (/r.js:1:1)', 1],
      ['Error', 'inner', 'i (/i.js:1:1)', undefined],
    ])
  })

  test('reads a cause without frames, and one after it', () => {
    const bare = Object.assign(new Error('bare\nof frames'), { code: 404, stack: undefined })
    const text = inspect(withCause('top', 't (/t.js:1:1)', bare))
    expect(brief(text, 'top')).toEqual([
      [undefined, undefined, 't (/t.js:1:1)', 1],
      ['404', 'bare\nof frames', '', undefined],
    ])
    expect(brief('Error: top {\n  [cause]: [RangeError: low]\n}', 'top')).toEqual([
      [undefined, undefined, '', 1],
      ['RangeError', 'low', '', undefined],
    ])
  })

  test('does not take a line of a message for a cause', () => {
    const message = 'see:\n  [cause]: Error: no\n      at n (/n.js:1:1) {'
    const text = inspect(withCause(message, 't (/t.js:1:1)', error('yes', 'y (/y.js:1:1)')))
    expect(brief(text, message)).toEqual([
      [undefined, undefined, 't (/t.js:1:1)', 1],
      ['Error', 'yes', 'y (/y.js:1:1)', undefined],
    ])
  })

  test('counts frames and members that the text leaves out', () => {
    const text =
      'E: x\n    at f (/a.js:1:1)\n    ... 7 lines matching cause stack trace ... {\n  [errors]: [\n' +
      '    Error: one\n        at o (/o.js:1:1),\n    ... 3 more items\n  ]\n}'
    expect(readV8Stack(text)).toMatchObject([{ truncated: 7 }, { message: 'one', skipped: 3 }])
  })

  test('reads causes as older libraries print them', () => {
    const text =
      'Error: a\n    at a (/a.js:1:1)\ncaused by: TypeError: b\n    at b (/b.js:1:1)\nCaused By: Error: c'
    expect(brief(text)).toEqual([
      [undefined, undefined, 'a (/a.js:1:1)', 1],
      ['TypeError', 'b', 'b (/b.js:1:1)', 2],
      ['Error', 'c', '', undefined],
    ])
  })

  test('reads a text that was cut anywhere', () => {
    const whole = inspect(withCause('top', 't (/t.js:1:1)', error('low', 'l (/l.js:1:1)')))
    for (let end = 0; end < whole.length; end++) {
      expect(readV8Stack(whole.slice(0, end), 'top').length).toBeLessThanOrEqual(2)
    }
  })
})
