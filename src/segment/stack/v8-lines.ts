import { MAX_FRAME_CHARS } from './printed-exception.ts'
import { indentAt, MAX_STACK_CHARS } from './stack-lines.ts'

/** A line of a stack, or frames that follow each other with the same indent. */
export interface V8Lines {
  readonly text: string
  /** Blanks and tabs that each line begins with. */
  readonly indent: number
  /** 0 for a line that is no frame. */
  readonly frameCount: number
}

/** Frames that are kept together: as many as V8 records, unless somebody asks for more. */
const MAX_TOGETHER = 10

/**
 * The lines of a stack from there on, of 64,000 characters. Frames are kept together, as an error that is thrown again
 * in the same place has the same ones again.
 *
 *     '    at f (/a.js:1:2)\n    at g (/b.js:3:4) {\n  code: 7' → ['    at f (/a.js:1:2)\n    at g (/b.js:3:4) {', '  code: 7']
 */
export function v8Lines(stack: string, start: number): V8Lines[] {
  const text = stack.slice(start, start + MAX_STACK_CHARS)
  const lines: V8Lines[] = []
  for (let at = 0; at <= text.length; ) {
    const indent = indentAt(text, at)
    let end = endOfLine(text, at)
    let frameCount = 0
    if (indent > 0 && text.startsWith('at ', at + indent)) {
      const begin = text.slice(at, at + indent + 'at '.length)
      for (frameCount = 1; frameCount < MAX_TOGETHER && text.startsWith(begin, end + 1); frameCount++) {
        const nextEnd = endOfLine(text, end + 1)
        // A frame that will be cut is kept by itself; and no text grows long.
        if (Math.max(end - at, nextEnd - end - 1) > MAX_FRAME_CHARS) break
        end = nextEnd
      }
    }
    lines.push({ text: text.slice(at, end), indent, frameCount })
    at = end + 1
  }
  return lines
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start)
  return end < 0 ? text.length : end
}
