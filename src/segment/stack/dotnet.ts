import type { StackFrame } from '../../document/index.ts'
import { addFrame, linkCause, type PrintedException, printedException } from './printed-exception.ts'
import { indentOf, linesAfterHeader, stackLines } from './stack-lines.ts'
import { parseTitle } from './title.ts'

const ARROW = '---> '
const INNER_END = '--- End of inner exception stack trace ---'
/** How members of an AggregateException are told apart. */
const MEMBER = /^\(Inner Exception #\d{1,6}\) /

/**
 * The exceptions in a stack of .NET's form, first the recorded one. An inner exception stands in front of the frames
 * of the one it led to.
 *
 *     System.InvalidOperationException: outer
 *      ---> System.ArgumentException: inner
 *        at Cart.Check(Int32 n) in /srv/Cart.cs:line 12
 *        --- End of inner exception stack trace ---
 *        at Cart.Total() in /srv/Cart.cs:line 41
 *     → [{ frames: ['Cart.Total() in …'], cause: 1 }, { type: 'System.ArgumentException', frames: ['Cart.Check(…'] }]
 *
 * Never throws; takes time in proportion to the text.
 *
 * @param message the recorded exception's, to know where its stack begins
 */
export function readDotnetStack(text: string, message?: string): PrintedException[] {
  const recorded = printedException()
  const exceptions = [recorded]
  /** Those whose frames are still to come, outermost first. */
  const open = [recorded]
  let isTitle = false

  const openInner = (text: string) => {
    // .NET Framework prints a whole chain in one line.
    for (const title of text.split(` ${ARROW}`)) {
      const isMember = MEMBER.test(title)
      if (isMember) open.length = 1
      const { type, message } = parseTitle(title.replace(MEMBER, ''))
      const inner = printedException(type, message)
      linkCause(open.at(-1)!, exceptions.push(inner) - 1)
      open.push(inner)
    }
    isTitle = true
  }

  const header = headerOf(text, message)
  const arrow = header.indexOf(` ${ARROW}`)
  if (arrow >= 0) openInner(header.slice(arrow + 1 + ARROW.length))
  for (const line of linesAfterHeader(text, message)) {
    const indent = indentOf(line)
    const words = line.slice(indent).trimEnd()
    const exception = open.at(-1)!
    if (indent > 0 && words.startsWith('at ')) {
      isTitle = false
      addFrame(exception, words.slice('at '.length).replace(/<---$/, ''))
    } else if (indent > 0 && words.startsWith(ARROW)) openInner(words.slice(ARROW.length))
    else if (words.startsWith(INNER_END)) {
      isTitle = false
      if (open.length > 1) open.pop()
    } else if (isTitle) exception.message = `${exception.message ?? ''}\n${line.trimEnd()}`
  }
  return exceptions
}

/** What the first line says behind the message. */
function headerOf(text: string, message = ''): string {
  const line = stackLines(text)[0]!
  const at = message === '' ? -1 : line.indexOf(message)
  return at < 0 ? line.trimEnd() : line.slice(at + message.length).trimEnd()
}

/**
 * What a frame's text says.
 *
 *     'Cart.Total(Int32 n) in C:\srv\Cart.cs:line 41' → { path: 'C:\srv\Cart.cs', line: 41, label: 'Cart.Total(Int32 n)' }
 */
export function parseDotnetFrame(text: string): StackFrame {
  const split = text.indexOf(') in ')
  if (split < 0) return { label: text }
  const place = text.slice(split + ') in '.length)
  const label = text.slice(0, split + 1)
  const match = /^(.*):line (\d{1,9})$/.exec(place)
  return match ? { path: match[1]!, line: Number(match[2]), label } : { path: place, label }
}
