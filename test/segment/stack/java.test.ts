import { describe, expect, test } from 'vitest'
import { parseJavaFrame, readJavaStack } from '../../../src/segment/stack/java.ts'

describe('readJavaStack()', () => {
  test('links causes, and leaves out what was suppressed', () => {
    const text = `java.lang.RuntimeException: outer
	at M.main(M.java:5)
	at java.base/java.lang.reflect.Method.invoke(Method.java:569)
Caused by: java.lang.IllegalArgumentException: bad
line 2
	at M.a(M.java:3)
	... 8 more
	Suppressed: java.lang.IllegalStateException: closing
		at M$R.close(M.java:2)
		... 9 more
	Caused by: java.lang.RuntimeException: why closing
		... 10 more
Caused by: java.lang.Exception
	... 11 more
Caused by: [CIRCULAR REFERENCE: java.lang.RuntimeException: outer]
`
    expect(readJavaStack(text, 'outer')).toEqual([
      {
        type: undefined,
        message: undefined,
        frames: ['M.main(M.java:5)', 'java.base/java.lang.reflect.Method.invoke(Method.java:569)'],
        frameCount: 2,
        truncated: 0,
        skipped: 0,
        cause: 1,
      },
      {
        type: 'java.lang.IllegalArgumentException',
        message: 'bad\nline 2',
        frames: ['M.a(M.java:3)'],
        frameCount: 1,
        truncated: 8,
        skipped: 0,
        cause: 2,
      },
      {
        type: 'java.lang.Exception',
        message: undefined,
        frames: [],
        frameCount: 0,
        truncated: 11,
        skipped: 0,
        cause: undefined,
      },
    ])
  })

  test('does not read the message for frames or causes', () => {
    const message = 'see:\n\tat fake.X.y(X.java:1)\nCaused by: nobody'
    const text = `java.lang.Error: ${message}\n\tat M.a(M.java:3)`
    expect(readJavaStack(text, message)).toMatchObject([{ frames: ['M.a(M.java:3)'], cause: undefined }])
  })

  test('reads lines of the message of a cause for nothing else', () => {
    const lines = ['see', '  more', 'at home', '... 3 more', 'Suppressed: nothing']
    const text = `E: x\n\tat a.b(c)\nCaused by: X: ${lines.join('\n')}\n\tat d.e(f)\nand no more`
    expect(readJavaStack(text, 'x')).toMatchObject([
      { frames: ['a.b(c)'], cause: 1 },
      { type: 'X', message: lines.join('\n'), frames: ['d.e(f)'], truncated: 0 },
    ])
  })

  test('says nothing of the recorded exception that its event says', () => {
    expect(readJavaStack('E: changed\nand more\n\tat a.b(c)')).toMatchObject([
      { type: undefined, message: undefined, frames: ['a.b(c)'] },
    ])
  })

  test("reads a text with Windows' ends of lines", () => {
    const text = 'E: x\n\tat a.b(c)\nCaused by: X: low\n\tat d.e(f)\n\t... 2 more'
    expect(readJavaStack(text.replaceAll('\n', '\r\n'), 'x')).toEqual(readJavaStack(text, 'x'))
  })

  test.each(['Caused by: X:', 'Caused by: ', 'Caused by:', 'x\n\t... more', 'x\n\tat ', '', '\n\n'])(
    'takes %j as it comes',
    text => {
      expect(readJavaStack(`E: x\n${text}`).length).toBeLessThanOrEqual(2)
    },
  )

  test('reads a title that does not say a type, and one without a message whose lines go on', () => {
    const text = 'E\n\tat a.b(c)\nCaused by: it went wrong: badly\nCaused by: X\nand on'
    expect(readJavaStack(text)).toMatchObject([
      {},
      { type: undefined, message: 'it went wrong: badly' },
      { type: 'X', message: '\nand on' },
    ])
  })
})

test.each([
  ['app.Cart.total(Cart.java:18)', { path: 'Cart.java', line: 18, label: 'app.Cart.total' }],
  ['java.base/java.util.List.get(List.java:4)', { path: 'List.java', line: 4, label: 'java.util.List.get' }],
  ['app//x.Y.z(F.java:3)', { path: 'F.java', line: 3, label: 'x.Y.z' }],
  ['app/mod@1.2/x.Y.z(F.java:3)', { path: 'F.java', line: 3, label: 'x.Y.z' }],
  [
    'M$$Lambda$195/0x00007f.run(Unknown Source)',
    { path: 'Unknown Source', label: 'M$$Lambda$195/0x00007f.run' },
  ],
  ['m/M$$Lambda/1234.run(Unknown Source)', { path: 'Unknown Source', label: 'M$$Lambda/1234.run' }],
  ['x.Y.invoke0(Native Method)', { path: 'Native Method', label: 'x.Y.invoke0' }],
  ['x.Y.z(F.java:3) ~[app.jar:1.0]', { path: 'F.java', line: 3, label: 'x.Y.z' }],
  ['x.Y.<init>(F.java)', { path: 'F.java', label: 'x.Y.<init>' }],
  ['x.Y.z(File.java', { path: 'File.java', label: 'x.Y.z' }],
  ['x.Y.z(F.java:3x)', { path: 'F.java:3x', label: 'x.Y.z' }],
  ['x.Y.z(', { path: '', label: 'x.Y.z' }],
  ['x.Y.z', { label: 'x.Y.z' }],
])('parseJavaFrame() reads %j', (text, frame) => {
  expect(parseJavaFrame(text)).toEqual(frame)
})
