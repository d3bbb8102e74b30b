import type { StackFrame } from '../../document/index.ts'
import { addFrame, linkCause, type PrintedException, printedException } from './printed-exception.ts'
import { indentOf, linesAfterHeader, stackLines } from './stack-lines.ts'

const FROM = 'from '

/**
 * The exceptions in a stack of Ruby's form (`full_message`), first the recorded one, each led to by the next; or the
 * frames of a plain backtrace.
 *
 *     cart.rb:12:in 'Cart#total': outer (RuntimeError)
 *     ⇥from cart.rb:41:in '<main>'
 *     cart.rb:3:in 'Integer#/': divided by 0 (ZeroDivisionError)
 *     ⇥from …
 *     → [{ frames: ["cart.rb:12:in 'Cart#total'", …], cause: 1 }, { type: 'ZeroDivisionError', message: 'divided by 0', … }]
 *
 * Never throws; takes time in proportion to the text.
 *
 * @param message the recorded exception's, to know where its stack begins
 */
export function readRubyStack(text: string, message?: string): PrintedException[] {
  let exception = printedException()
  const exceptions = [exception]
  const firstLine = text.split('\n', 1)[0]!.trimEnd()
  const head = titleOf(firstLine)
  if (head) addFrame(exception, head.place)
  for (const line of !head && PLACE.test(firstLine) ? stackLines(text) : linesAfterHeader(text, message)) {
    const indent = indentOf(line)
    const words = line.slice(indent).trimEnd()
    const title = indent === 0 ? titleOf(words) : undefined
    if (indent > 0 && words.startsWith(FROM)) addFrame(exception, words.slice(FROM.length))
    else if (title) {
      const cause = printedException(title.type, title.message)
      linkCause(exception, exceptions.push(cause) - 1)
      exception = cause
      addFrame(cause, title.place)
    } else if (!head && PLACE.test(words)) addFrame(exception, words)
    else if (exception !== exceptions[0] && exception.frames.length === 1) exception.message += `\n${words}`
  }
  return exceptions
}

/** A file, a line and perhaps a method: all that a line of a plain backtrace has. */
const PLACE = /^.{1,300}?:\d{1,9}(?::in [`'].{0,300}')?$/
const PLACE_OF_TITLE = /^(.{1,300}?:\d{1,9}(?::in [`'].{0,300}?')?): /

interface RubyTitle {
  readonly place: string
  readonly message: string
  readonly type: string
}

/** The line above an exception's frames: where it was raised, what it says and of what class it is. */
function titleOf(line: string): RubyTitle | undefined {
  const open = line.lastIndexOf(' (')
  if (open < 0 || !line.endsWith(')')) return undefined
  const type = line.slice(open + 2, -1)
  const match = PLACE_OF_TITLE.exec(line)
  return match && match[0].length <= open
    ? { place: match[1]!, message: line.slice(match[0].length, open), type }
    : undefined
}

/**
 * What a frame's text says.
 *
 *     "cart.rb:12:in 'Cart#total'" → { path: 'cart.rb', line: 12, label: 'Cart#total' }
 */
export function parseRubyFrame(text: string): StackFrame {
  const match = /^(.{1,300}?):(\d{1,9})(?::in [`'](.{0,300})')?$/.exec(text)
  if (!match) return { label: text }
  const place = { path: match[1]!, line: Number(match[2]) }
  return match[3] === undefined ? place : { ...place, label: match[3] }
}
