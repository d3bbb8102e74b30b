import type { StackFrame } from '../../document/index.ts'
import { addFrame, type PrintedException, printedException } from './printed-exception.ts'
import { linesAfterHeader, stackLines } from './stack-lines.ts'

/**
 * The exception in a stack of a form that nobody here knows: each of its lines is taken for a frame, so that a person
 * can still read it. The first is left out when it only says the message.
 *
 * Never throws; takes time in proportion to the text.
 *
 * @param message the recorded exception's, to know where its stack begins
 */
export function readPlainStack(text: string, message = ''): PrintedException[] {
  const exception = printedException()
  const [firstLine = ''] = text.split('\n', 1)
  const [firstOfMessage = ''] = message.split('\n', 1)
  const isTitle = firstOfMessage !== '' && firstLine.includes(firstOfMessage)
  for (const line of isTitle ? linesAfterHeader(text, message) : stackLines(text)) {
    if (line.trim() !== '') addFrame(exception, line.trim())
  }
  return [exception]
}

/** A frame whose text nobody can take apart: all of it is the label. */
export function parsePlainFrame(text: string): StackFrame {
  return { label: text }
}
