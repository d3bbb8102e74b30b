import { parseInspectedValue } from './inspected-value.ts'
import { addFrame, linkCause, type PrintedException, printedException } from './printed-exception.ts'
import { indentOf, linesAfterHeader } from './stack-lines.ts'

/**
 * The exceptions in a stack of V8's form, first the one that was recorded. What led to it is read where `util.inspect`
 * writes it, which is also what our set-up records, and behind `Caused by:`, as older libraries have it.
 *
 *     Error: cannot price cart
 *         at priceOf (/srv/cart.js:41:19) {
 *       [cause]: RangeError: 7 is too many
 *           at check (/srv/cart.js:12:9)
 *     }
 *     → [{ frames: ['priceOf (…)'], cause: 1 }, { type: 'RangeError', message: '7 is too many', frames: ['check (…)'] }]
 *
 * Of the members of an AggregateError the first is what led to it, unless it names a cause; the others stand behind.
 * Never throws; takes time in proportion to the text.
 *
 * @param message the recorded exception's, to know where its stack begins
 */
export function readV8Stack(text: string, message?: string): PrintedException[] {
  return new V8StackReader(text).read(isFrame(text) ? text.split('\n') : linesAfterHeader(text, message))
}
