import { expect, test } from 'vitest'
import {
  indentOf,
  lastStackLines,
  linesAfterHeader,
  stackLines,
} from '../../../src/segment/stack/stack-lines.ts'

test.each([
  ['Error: x\n at f\n at g', 'x', [' at f', ' at g']],
  ['Error: x\n y\n at f', 'x\n y', [' at f']],
  ['Error: x\n y', 'x\n y', []],
  ['Error: x\n at f', 'changed\n later', [' at f']],
  ['Error: x\n at f', undefined, [' at f']],
  ['Error: \n at f\n at g', '\n at f', [' at g']],
  ['\n at f', undefined, [' at f']],
  ['Error: x', 'x', []],
  ['', undefined, []],
])('linesAfterHeader(%j, %j) is %j', (text, message, lines) => {
  expect(linesAfterHeader(text, message)).toEqual(lines)
})

test('stackLines() reads the first 64,000 characters, lastStackLines() the last', () => {
  const text = `first\n${'x'.repeat(64_000)}\nlast`
  expect(stackLines(text)).toEqual(['first', 'x'.repeat(63_994)])
  expect(lastStackLines(text)).toEqual(['x'.repeat(63_995), 'last'])
})

test('indentOf() counts blanks and tabs', () => {
  expect([' \t x', 'x', '', '  '].map(line => indentOf(line))).toEqual([3, 0, 0, 2])
})
