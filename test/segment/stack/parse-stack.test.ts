import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseStack } from '../../../src/segment/stack/parse-stack.ts'

const LANGUAGES = ['nodejs', 'webjs', 'java', 'python', 'dotnet', 'go', 'php', 'ruby', 'rust', undefined, 7]

const stackOf = (language: unknown, text: string, message?: string) => {
  const { exceptions, framesJson } = parseStack(language, text, message)
  return exceptions.map(({ frames }) => frames.flatMap(each => JSON.parse(`[${framesJson(each)}]`)))
}

describe('parseStack()', () => {
  test.each([
    ['nodejs', 'E: x\n    at f (/a.js:1:2)', { path: '/a.js', line: 1, label: 'f' }],
    ['webjs', 'E: x\n    at f (/a.js:1:2)', { path: '/a.js', line: 1, label: 'f' }],
    ['javascript', 'E: x\n    at f (/a.js:1:2)', { path: '/a.js', line: 1, label: 'f' }],
    ['java', 'E: x\n\tat a.B.c(B.java:1)', { path: 'B.java', line: 1, label: 'a.B.c' }],
    ['php', 'E: x\n\tat a.B.c(B.php:1)', { path: 'B.php', line: 1, label: 'a.B.c' }],
    ['python', '  File "a.py", line 1, in f\nE: x', { path: 'a.py', line: 1, label: 'f' }],
    ['dotnet', 'E: x\n   at A.B() in /A.cs:line 1', { path: '/A.cs', line: 1, label: 'A.B()' }],
    ['go', 'main.f()\n\t/a.go:1 +0x1', { path: '/a.go', line: 1, label: 'main.f()' }],
    ['ruby', "a.rb:1:in 'f': x (E)", { path: 'a.rb', line: 1, label: 'f' }],
    [undefined, 'E: x\n    at f (/a.js:1:2)', { path: '/a.js', line: 1, label: 'f' }],
    ['erlang', 'E: x\n in f', { label: 'in f' }],
  ])('reads the stack of %s', (language, text, frame) => {
    expect(stackOf(language, text, 'x')).toEqual([[frame]])
  })

  test('finds one exception without frames in an empty text', () => {
    expect(stackOf('nodejs', '')).toEqual([[]])
  })

  test('writes frames that are not Unicode', () => {
    expect(stackOf('nodejs', 'E: x\n    at \ud800 (/a.js:1:2)')).toEqual([
      [{ path: '/a.js', line: 1, label: '\ufffd' }],
    ])
  })

  test('forgets frames when there are too many', () => {
    for (let batch = 0; batch < 60; batch++) {
      const lines = Array.from({ length: 50 }, (_, index) => `    at f${batch} (/a.js:${index}:2)`)
      expect(stackOf('nodejs', `E: x\n${lines.join('\n')}`)[0]?.[49]).toEqual({
        path: '/a.js',
        line: 49,
        label: `f${batch}`,
      })
    }
  })
})

/** Pieces that the readers look for. */
const pieces = fc.constantFrom(
  ...[
    '\n',
    '\n    at ',
    '\n\tat ',
    '\n   at ',
    '  ',
    '\t',
    ' (',
    ')',
    ':1',
    ':1:2',
    ' {',
    '}',
    ']',
    '[',
    ',',
    "'",
  ],
  ...[
    '\n  [cause]: ',
    '\n  [errors]: [',
    '\n    Error: x',
    '\n... 2 more items',
    '\n    ... 2 lines matching',
  ],
  ...['Error', ': ', '/', '\nCaused by: ', '\n\tSuppressed: ', '\n\t... 3 more', 'eval at ', ', <anonymous>'],
  ...[
    'Traceback (most recent call last):',
    '\n  File "',
    '", line 1',
    ', in f',
    '\n  + Exception Group Traceback',
  ],
  ...[
    '\n  |',
    '\n  +-+-- 1 --',
    '\n    +-- 2 --',
    '\n    +-----',
    '\n ---> ',
    '(Inner Exception #1) ',
    '<---',
  ],
  ...[
    '\n   --- End of inner exception stack trace ---',
    ') in ',
    ':line 1',
    '\ngoroutine 1 [',
    ' +0x1',
    '\n#0 ',
  ],
  ...[
    '\nNext ',
    ' in ',
    "\n\tfrom a.rb:1:in '",
    '\na.rb:1: ',
    '\r\n',
    '\n    async ',
    '\nThe above exception was',
  ],
  '\n\nThe above exception was the direct cause of the following exception:\n\n',
)
const texts = fc
  .array(fc.oneof({ weight: 5, arbitrary: pieces }, fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 60,
  })
  .map(parts => parts.join(''))

describe('whatever the text', () => {
  test('the exceptions are a tree under the recorded one, with frames as AWS takes them', () => {
    fc.assert(
      fc.property(fc.constantFrom(...LANGUAGES), texts, fc.option(texts), (language, text, message) => {
        const { exceptions, framesJson } = parseStack(language, text, message ?? undefined)
        expect(exceptions[0]).toMatchObject({ type: undefined, message: undefined })
        for (const [index, { frames, frameCount, truncated, skipped, cause }] of exceptions.entries()) {
          const stack = frames.flatMap(each => JSON.parse(`[${framesJson(each)}]`))
          expect(stack).toHaveLength(frameCount)
          expect(frameCount).toBeLessThanOrEqual(50)
          expect(Math.min(truncated, skipped)).toBeGreaterThanOrEqual(0)
          if (cause !== undefined) expect(cause > index && cause < exceptions.length).toBe(true)
          for (const { path, line, label, ...others } of stack) {
            expect(others).toEqual({})
            expect([path, label].every(each => each === undefined || typeof each === 'string')).toBe(true)
            expect(line === undefined || Number.isInteger(line)).toBe(true)
          }
        }
      }),
      { numRuns: 2000 },
    )
  })

  const HOSTILE: [name: string, piece: string][] = [
    ['blanks', ' '],
    ['tabs', '\t'],
    ['breaks', '\n'],
    ['blank lines', ' \n'],
    ['places', ':1'],
    ['places with columns', 'a:1:1'],
    ['parentheses', '('],
    ['closing parentheses', ')'],
    ['blank parentheses', ' ('],
    ['brackets', ']'],
    ['frames', '    at f (/a.js:1:2)\n'],
    ['frames in a line', '    at f (/a.js:1:2)'],
    ['evals', '    at eval (eval at f ('],
    ['growing causes', '\n  [cause]: Error: x\n      at f (/a.js:1:2) {'],
    ['list heads', '\n  [errors]: [\n    Error: x'],
    ['members', '\n    Error: x\n        at f,'],
    ['Java causes', '\nCaused by: X'],
    ['Java modules', '\tat a/b/c'],
    ['Python files', '  File "", line 1'],
    ['Python parts', '\n\nDuring handling of the above exception, another exception occurred:\n'],
    ['Python members', '\n  +-+-- 1 --'],
    ['dashes', '+-'],
    ['.NET arrows', ' ---> '],
    ['.NET arrow lines', '\n ---> X: y'],
    ['.NET places', ') in :line 1'],
    ['Go places', '\t:1 +0x'],
    ['PHP frames', '#1 ('],
    ['PHP places', ' in :1'],
    ['Ruby places', "a:1:in '"],
    ['Ruby titles', 'a:1: ('],
    ['quotes', "'"],
  ]

  test.each(HOSTILE)('100 KB of %s are read in time', (_, piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length))
    for (const language of LANGUAGES) {
      for (const start of ['E: x\n', 'E: x\n    at ', '  + Exception Group Traceback\n', '#0 x\n']) {
        stackOf(language, start + text, text)
        stackOf(language, `${start + text})`, 'x')
      }
    }
  })
})
