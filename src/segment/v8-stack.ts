import type { StackFrame } from '../document/index.ts'

/** A stack that is longer is not one that a person reads. */
const MAX_STACK_CHARS = 64_000

const FRAME_LINE = /^\s+at (.+)$/gm

/**
 * The frames of a stack as V8 prints it, each as its text behind `at`, innermost first; none when the text is no such
 * stack.
 *
 *     'TypeError: x\n    at priceOf (/srv/cart.js:41:19)' → ['priceOf (/srv/cart.js:41:19)']
 *
 * @see https://v8.dev/docs/stack-trace-api
 */
export function v8Frames(stack: string): string[] {
  return Array.from(stack.slice(0, MAX_STACK_CHARS).matchAll(FRAME_LINE), match => match[1]!.trimEnd())
}

/**
 * What a frame's text says. The place is read from the right, so that `node:`, `file://`, `https://` and `C:\` paths
 * come out whole.
 *
 *     'async priceOf (file:///srv/cart.mjs:41:19)'
 *     → { path: 'file:///srv/cart.mjs', line: 41, label: 'async priceOf' }
 */
export function parseV8Frame(text: string): StackFrame {
  const open = text.endsWith(')') ? text.indexOf(' (') : -1
  if (open < 0) return placeOf(text)
  return { ...placeOf(text.slice(open + 2, -1)), label: text.slice(0, open) }
}

const PLACE = /^(.*?):(\d{1,9})(?::\d{1,9})?$/

function placeOf(text: string): StackFrame {
  const match = PLACE.exec(text)
  return match ? { path: match[1]!, line: Number(match[2]) } : { path: text }
}
