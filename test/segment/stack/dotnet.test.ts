import { describe, expect, test } from 'vitest'
import { parseDotnetFrame, readDotnetStack } from '../../../src/segment/stack/dotnet.ts'

const brief = (text: string, message?: string) =>
  readDotnetStack(text, message).map(({ type, message: said, frames, cause }) => [
    type,
    said,
    frames.join(' '),
    cause,
  ])

describe('readDotnetStack()', () => {
  test('links inner exceptions, whose frames are printed first', () => {
    const text = [
      'System.InvalidOperationException: outer',
      ' ---> System.ArgumentException: mid',
      'of two lines',
      ' ---> System.FormatException',
      '   at A.Low() in /srv/A.cs:line 3',
      '   --- End of inner exception stack trace ---',
      '   at A.Mid()',
      '   --- End of inner exception stack trace ---',
      '   at A.Top() in C:\\srv\\A.cs:line 20',
      '--- End of stack trace from previous location ---',
      '   at A.Main()',
    ].join('\r\n')
    expect(brief(text, 'outer')).toEqual([
      [undefined, undefined, 'A.Top() in C:\\srv\\A.cs:line 20 A.Main()', 1],
      ['System.ArgumentException', 'mid\nof two lines', 'A.Mid()', 2],
      ['System.FormatException', undefined, 'A.Low() in /srv/A.cs:line 3', undefined],
    ])
  })

  test('reads a chain in one line, as the .NET Framework prints it', () => {
    const text =
      'System.Exception: a ---> b ---> X.Mid: m ---> X.Low: l\r\n   at Low()\r\n' +
      '   --- End of inner exception stack trace ---\r\n   at Mid()\r\n' +
      '   --- End of inner exception stack trace ---\r\n   at Top()'
    expect(brief(text, 'a ---> b')).toEqual([
      [undefined, undefined, 'Top()', 1],
      ['X.Mid', 'm', 'Mid()', 2],
      ['X.Low', 'l', 'Low()', undefined],
    ])
  })

  test('reads the members of an AggregateException', () => {
    const text = `System.AggregateException: One or more errors occurred. (a) (b)
 ---> System.Exception: a
   at A()
   --- End of inner exception stack trace ---
   at Top()
 ---> (Inner Exception #1) System.Exception: b
   at B()<---
`
    expect(brief(text, 'One or more errors occurred. (a) (b)')).toEqual([
      [undefined, undefined, 'Top()', 1],
      ['System.Exception', 'a', 'A()', undefined],
      ['System.Exception', 'b', 'B()', undefined],
    ])
  })

  test('links no member of an AggregateException to another', () => {
    const text = `E: x
 ---> (Inner Exception #0) System.Exception: a
   at A()<---

 ---> (Inner Exception #11) System.Exception: b
   at B()<---
   at Top()
`
    expect(brief(text, 'x')).toMatchObject([
      { 3: 1 },
      ['System.Exception', 'a', 'A()', undefined],
      ['System.Exception', 'b', 'B() Top()', undefined],
    ])
  })

  test('reads lines of the message of an inner exception for nothing else', () => {
    const text = [
      'E: x',
      ' ---> System.Exception: see',
      'at home',
      '---> no',
      '   at A()',
      '   --- End of inner exception stack trace ---',
      '--- End of stack trace from previous location ---',
      '   at Top()',
    ].join('\n')
    expect(brief(text, 'x')).toEqual([
      [undefined, undefined, 'Top()', 1],
      ['System.Exception', 'see\nat home\n---> no', 'A()', undefined],
    ])
  })

  test('reads an inner exception whose message begins in the next line', () => {
    expect(brief('E: x\n ---> X\nand on\n   at A()', 'x')[1]).toEqual(['X', '\nand on', 'A()', undefined])
  })

  test('says nothing of the recorded exception that its event says', () => {
    expect(brief('E: changed\nand more\n   at Real()')).toEqual([[undefined, undefined, 'Real()', undefined]])
  })

  test('keeps the frames behind an end that nothing has begun', () => {
    const end = '   --- End of inner exception stack trace ---'
    expect(brief(`E: x\n${end}\n${end}\n   at Top()`, 'x')).toEqual([
      [undefined, undefined, 'Top()', undefined],
    ])
  })

  test.each(['', 'X', 'X: y\n --->', 'X\n   --- End of inner exception stack trace ---', '\n ---> '])(
    'takes %j as it comes',
    text => expect(readDotnetStack(text).length).toBeLessThanOrEqual(2),
  )

  test('does not read the message for frames', () => {
    const message = 'see\n   at Fake()\n ---> X: y'
    expect(brief(`E: ${message}\n   at Real()`, message)).toEqual([
      [undefined, undefined, 'Real()', undefined],
    ])
  })
})

test.each([
  ['A.Top(Int32 n) in C:\\srv\\A.cs:line 20', { path: 'C:\\srv\\A.cs', line: 20, label: 'A.Top(Int32 n)' }],
  ['A.<B>d__3.MoveNext()', { label: 'A.<B>d__3.MoveNext()' }],
  ['A.B() in /work in progress/A.cs:line 2', { path: '/work in progress/A.cs', line: 2, label: 'A.B()' }],
  ['A.B() in /a:line 2x', { path: '/a:line 2x', label: 'A.B()' }],
  ['A.B() in /a:line', { path: '/a:line', label: 'A.B()' }],
])('parseDotnetFrame() reads %j', (text, frame) => {
  expect(parseDotnetFrame(text)).toEqual(frame)
})
