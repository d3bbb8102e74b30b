import type { StackFrame } from '../../document/index.ts'

/** Read from the right, so that `node:`, `file://`, `https://` and `C:\` paths come out whole. */
const PLACE = /^(.*?):(\d{1,9})(?::\d{1,9})?$/

/**
 * Path and line of a place in a source, with or without a column; a path alone where there is no line.
 *
 *     'file:///srv/cart.mjs:41:19' → { path: 'file:///srv/cart.mjs', line: 41 }
 */
export function parsePlace(text: string): StackFrame {
  const match = PLACE.exec(text)
  return match ? { path: match[1]!, line: Number(match[2]) } : { path: text }
}
