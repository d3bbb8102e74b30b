/** A stack that is longer is not one that a person reads. */
const MAX_STACK_CHARS = 64_000

/** The lines of a stack, of its first 64,000 characters. */
export function stackLines(text: string): string[] {
  return text.slice(0, MAX_STACK_CHARS).split('\n')
}

/** The lines of a stack that ends with what was recorded, of its last 64,000 characters. */
export function lastStackLines(text: string): string[] {
  return text.slice(-MAX_STACK_CHARS).split('\n')
}

/**
 * The lines of a stack behind its header, which is a line that says type and message. A message of several lines is
 * taken off as a whole, so that no line of it is ever read as a frame; where the text does not have it (it was changed
 * after the error was made), one line is.
 *
 *     ('Error: no such item:\n    at f (/a.js:1:2)\n    at g (/b.js:3:4)', 'no such item:\n    at f (/a.js:1:2)')
 *     → ['    at g (/b.js:3:4)']
 */
export function linesAfterHeader(text: string, message = ''): string[] {
  const headerEnd = text.indexOf('\n')
  if (headerEnd < 0) return []
  const firstLineEnd = message.indexOf('\n')
  const moreOfMessage = firstLineEnd < 0 ? '' : message.slice(firstLineEnd)
  const isWhole = text.startsWith(moreOfMessage, headerEnd)
  const from = isWhole ? text.indexOf('\n', headerEnd + moreOfMessage.length) : headerEnd
  return from < 0 ? [] : stackLines(text.slice(from + 1))
}

/** How many blanks and tabs the line begins with. */
export function indentOf(line: string): number {
  let indent = 0
  while (line.charCodeAt(indent) === 0x20 || line.charCodeAt(indent) === 0x09) indent++
  return indent
}
