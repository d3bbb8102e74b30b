import type { StackFrame } from '../../document/index.ts'
import { addFrame, type PrintedException, printedException } from './printed-exception.ts'
import { indentOf, stackLines } from './stack-lines.ts'

/**
 * The exception in a stack of Go's form: the functions of the first goroutine, innermost first, each in a line of its
 * own above its place. Errors print no cause.
 *
 *     goroutine 1 [running]:
 *     main.priceOf(0x7)
 *     ⇥/srv/cart.go:41 +0x1d
 *     → [{ frames: ['main.priceOf(0x7)\t/srv/cart.go:41 +0x1d'] }]
 *
 * Never throws; takes time in proportion to the text.
 */
export function readGoStack(text: string): PrintedException[] {
  const exception = printedException()
  let label = ''
  for (const line of stackLines(text)) {
    if (line.startsWith('goroutine ') && exception.frames.length > 0) break
    if (indentOf(line) === 0) label = line.trimEnd()
    else if (PLACE.test(line)) {
      addFrame(exception, `${label.slice(0, 500)}\t${line.trim()}`)
      label = ''
    }
  }
  return [exception]
}

/** A file, a line, and how far into the function's code. */
const PLACE = /^(.*):(\d{1,9})(?: \+0x[0-9a-f]{1,16})?\s*$/

/**
 * What a frame's two lines say, joined by a tab.
 *
 *     'main.priceOf(0x7)\t/srv/cart.go:41 +0x1d' → { path: '/srv/cart.go', line: 41, label: 'main.priceOf(0x7)' }
 */
export function parseGoFrame(text: string): StackFrame {
  const tab = text.indexOf('\t')
  const match = PLACE.exec(text.slice(tab + 1))
  const place = match ? { path: match[1]!, line: Number(match[2]) } : { path: text.slice(tab + 1) }
  return tab > 0 ? { ...place, label: text.slice(0, tab) } : place
}
