/** One frame of a stack, as X-Ray names its parts. */
export interface StackFrame {
  path?: string
  line?: number
  label?: string
}

/** A stack that is longer is not one that a person reads. */
const MAX_STACK_CHARS = 64_000

/**
 * The frames of a stack as V8 prints it, innermost first; none when the text is no such stack.
 *
 *     '    at async priceOf (file:///srv/cart.mjs:41:19)'
 *     → { path: 'file:///srv/cart.mjs', line: 41, label: 'async priceOf' }
 *
 * The place is read from the right, so that `node:`, `file://`, `https://` and `C:\` paths come out whole.
 *
 * @see https://v8.dev/docs/stack-trace-api
 */
export function parseV8Stack(stack: string): StackFrame[] {
  const frames: StackFrame[] = []
  for (const line of stack.slice(0, MAX_STACK_CHARS).split('\n')) {
    const text = line.trim()
    if (text.startsWith('at ')) frames.push(parseFrame(text.slice(3)))
  }
  return frames
}

function parseFrame(text: string): StackFrame {
  const open = text.endsWith(')') ? text.indexOf(' (') : -1
  if (open < 0) return placeOf(text)
  return { ...placeOf(text.slice(open + 2, -1)), label: text.slice(0, open) }
}

const PLACE = /^(.*?):(\d{1,9})(?::\d{1,9})?$/

function placeOf(text: string): StackFrame {
  const match = PLACE.exec(text)
  return match ? { path: match[1]!, line: Number(match[2]) } : { path: text }
}
