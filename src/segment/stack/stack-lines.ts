/** A stack that is longer is not one that a person reads. */
export const MAX_STACK_CHARS = 64_000

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
  const start = headerEnd(text, message)
  return start < 0 ? [] : stackLines(text.slice(start))
}

/** Where the first line behind a stack's header begins; -1 where none does. */
export function headerEnd(text: string, message = ''): number {
  const firstLineEnd = text.indexOf('\n')
  if (firstLineEnd < 0) return -1
  const messageBreak = message.indexOf('\n')
  const moreOfMessage = messageBreak < 0 ? '' : message.slice(messageBreak)
  const isWhole = text.startsWith(moreOfMessage, firstLineEnd)
  return (isWhole ? text.indexOf('\n', firstLineEnd + moreOfMessage.length) : firstLineEnd) + 1 || -1
}

/** How many blanks and tabs the line begins with. */
export function indentOf(line: string): number {
  return indentAt(line, 0)
}

/** How many blanks and tabs the line begins with that begins there in the text. */
export function indentAt(text: string, start: number): number {
  let at = start
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at++
  return at - start
}
