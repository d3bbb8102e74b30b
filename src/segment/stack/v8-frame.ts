import type { StackFrame } from '../../document/index.ts'
import { parsePlace } from './place.ts'

/** What AWS's own SDK calls a function without a name. */
const ANONYMOUS = 'anonymous'

/**
 * What the line of a frame says, as V8, JavaScriptCore (Bun), bundlers and `util.inspect` write it. Code that was made
 * by `eval` is placed where the `eval` is: that is a line which a person can open.
 *
 *     '    at async priceOf (file:///srv/cart.mjs:41:19) {'
 *     → { path: 'file:///srv/cart.mjs', line: 41, label: 'async priceOf' }
 *
 *     '    at eval (eval at f (/a.js:1:2), <anonymous>:3:4)' → { path: '/a.js', line: 1, label: 'eval' }
 *
 * @see https://v8.dev/docs/stack-trace-api
 */
export function parseV8Frame(line: string): StackFrame {
  const text = frameIn(line)
  const open = openingOf(text)
  if (open >= 0) return { ...parsePlace(sourceOf(text.slice(open + 2, -1))), label: text.slice(0, open) }
  return text.startsWith('async ')
    ? { ...parsePlace(text.slice('async '.length)), label: `async ${ANONYMOUS}` }
    : { ...parsePlace(text), label: ANONYMOUS }
}

/** The frame in a line, without `at` before it, and without what `util.inspect` adds behind the last one. */
function frameIn(line: string): string {
  const text = line.trim()
  const start = text.startsWith('at ') ? 'at '.length : 0
  if (text.endsWith(' {')) return text.slice(start, -' {'.length)
  return text.endsWith(',') ? text.slice(start, -1) : text.slice(start)
}

/** Where the ` (` stands that the last character closes, or -1: paths and computed names have parentheses of their own. */
function openingOf(text: string): number {
  if (!text.endsWith(')')) return -1
  let depth = 0
  for (let at = text.length - 1; at > 0; at--) {
    const char = text[at]
    if (char === ')') depth++
    else if (char === '(' && --depth === 0) return text[at - 1] === ' ' ? at - 1 : text.indexOf(' (')
  }
  return text.indexOf(' (')
}

/** The innermost place in the source of an `eval`; any other place as it is. */
function sourceOf(place: string): string {
  if (!place.startsWith('eval at ')) return place
  const open = place.indexOf(' (', place.lastIndexOf('eval at '))
  const close = place.indexOf('), <anonymous>', open)
  return open < 0 ? place : place.slice(open + 2, close < 0 ? undefined : close).replace(/\)+$/, '')
}
