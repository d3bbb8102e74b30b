import { describe, expect, test } from 'vitest'
import { parsePythonFrame, readPythonStack } from '../../../src/segment/stack/python.ts'

const brief = (text: string) =>
  readPythonStack(text).map(({ type, message, frames, cause }) => [type, message, frames.join(' '), cause])

describe('readPythonStack()', () => {
  test('reads frames innermost first, without the lines of source', () => {
    const text = `Traceback (most recent call last):
  File "main.py", line 14, in <module>
    greet_many(['Chad', 'Dan', 1])
    ~~~~~~~~~~^^^^^^^^^^^^^^^^^^^^
  File "a,b.py", line 12, in greet_many
    print('hi, ' + person)
TypeError: must be str, not int
`
    expect(brief(text)).toEqual([
      [
        undefined,
        undefined,
        'File "a,b.py", line 12, in greet_many File "main.py", line 14, in <module>',
        undefined,
      ],
    ])
  })

  test('links the exceptions that are printed above', () => {
    const text = `Traceback (most recent call last):
  File "t.py", line 4, in f
    1/0
ZeroDivisionError: division by zero

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "t.py", line 6, in f
    raise ValueError("bad")
ValueError: bad
  File "x.py", line 3, in y
more

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "t.py", line 9, in g
    raise KeyError('k')
KeyError: 'k'
`
    expect(brief(text)).toEqual([
      [undefined, undefined, 'File "t.py", line 9, in g', 1],
      ['ValueError', 'bad\n  File "x.py", line 3, in y\nmore', 'File "t.py", line 6, in f', 2],
      ['ZeroDivisionError', 'division by zero', 'File "t.py", line 4, in f', undefined],
    ])
  })

  test('counts repeated frames', () => {
    const text = `Traceback (most recent call last):
  File "t.py", line 13, in rec
  [Previous line repeated 996 more times]
RecursionError: maximum recursion depth exceeded`
    expect(readPythonStack(text)).toMatchObject([{ frames: { length: 1 }, truncated: 996 }])
  })

  test('reads exception groups', () => {
    const text = `  + Exception Group Traceback (most recent call last):
  |   File "t.py", line 31, in <module>
  |     eg()
  | ExceptionGroup: eg (3 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "t.py", line 22, in eg
    | ZeroDivisionError: division by zero
    +---------------- 2 ----------------
    | Traceback (most recent call last):
    |   File "t.py", line 4, in f
    | KeyError: k
    | 
    | The above exception was the direct cause of the following exception:
    | 
    | Traceback (most recent call last):
    |   File "t.py", line 6, in f
    | ValueError: bad
    +---------------- 3 ----------------
    | ExceptionGroup: inner (1 sub-exception)
    +-+---------------- 1 ----------------
      | TypeError: t
      +------------------------------------

The above exception was the direct cause of the following exception:

Traceback (most recent call last):
  File "t.py", line 34, in <module>
RuntimeError: after group
`
    expect(brief(text)).toEqual([
      [undefined, undefined, 'File "t.py", line 34, in <module>', 1],
      ['ExceptionGroup', 'eg (3 sub-exceptions)', 'File "t.py", line 31, in <module>', 2],
      ['ZeroDivisionError', 'division by zero', 'File "t.py", line 22, in eg', undefined],
      ['ValueError', 'bad', 'File "t.py", line 6, in f', 4],
      ['KeyError', 'k', 'File "t.py", line 4, in f', undefined],
      ['ExceptionGroup', 'inner (1 sub-exception)', '', 6],
      ['TypeError', 't', '', undefined],
    ])
  })

  test('reads a group of ten and more, whatever ends its lines', () => {
    const members = Array.from(
      { length: 11 },
      (_, index) =>
        `  ${index === 0 ? '+-' : '  '}+---------------- ${index + 1} ----------------\n    | E: ${index + 1}`,
    )
    const text = `  + Exception Group Traceback (most recent call last):
  |   File "t.py", line 3, in <module>
  | ExceptionGroup: eg (11 sub-exceptions)
${members.join('\n')}
    +------------------------------------
`
    expect(brief(text).map(([, message]) => message)).toEqual([
      undefined,
      ...members.map((_, index) => `${index + 1}`),
    ])
    expect(brief(text.replaceAll('\n', '\r\n'))).toEqual(brief(text))
  })

  test.each(['', '\n\n', 'KeyError', '  File ,b,c', 'V:', '  + Exception Group Traceback', '+-+- 1 -'])(
    'takes %j as it comes',
    text => expect(brief(text)).toHaveLength(1),
  )
})

test.each([
  ['File "cart.py", line 12, in total', { path: 'cart.py', line: 12, label: 'total' }],
  ['File "x.py", line 1', { path: 'x.py', line: 1 }],
  ['File "C:\\a, b.py", line 1, in <module>', { path: 'C:\\a, b.py', line: 1, label: '<module>' }],
  ['see File "x.py", line 1', { label: 'see File "x.py", line 1' }],
  ['File "x.py", line 1 or so', { label: 'File "x.py", line 1 or so' }],
  ['File ,b,c', { label: 'File ,b,c' }],
])('parsePythonFrame() reads %j', (text, frame) => {
  expect(parsePythonFrame(text)).toEqual(frame)
})
