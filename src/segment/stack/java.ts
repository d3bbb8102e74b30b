import type { StackFrame } from '../../document/index.ts'
import { addFrame, linkCause, type PrintedException, printedException } from './printed-exception.ts'
import { indentOf, linesAfterHeader } from './stack-lines.ts'
import { parseTitle } from './title.ts'

const CAUSED_BY = 'Caused by: '
const IN_COMMON = /^\.\.\. (\d{1,6}) (?:more|common frames)/

/**
 * The exceptions in a stack of Java's form, each led to by the next: the recorded one, then each `Caused by`. What is
 * printed as `Suppressed` led to nothing, and is left out with all its frames. OpenTelemetry for PHP prints so as well.
 *
 *     java.lang.IllegalStateException: outer
 *     ⇥at app.Cart.total(Cart.java:18)
 *     Caused by: java.lang.RuntimeException: inner
 *     → [{ frames: ['app.Cart.total(Cart.java:18)'], cause: 1 }, { type: 'java.lang.RuntimeException', … }]
 *
 * Never throws; takes time in proportion to the text.
 *
 * @param message the recorded exception's, to know where its stack begins
 */
export function readJavaStack(text: string, message?: string): PrintedException[] {
  let exception = printedException()
  const exceptions = [exception]
  /** Whether lines are still of the exception's message. */
  let isTitle = true
  let isSuppressed = false
  for (const line of linesAfterHeader(text, message)) {
    const indent = indentOf(line)
    const words = line.slice(indent).trimEnd()
    if (indent === 0 && words.startsWith(CAUSED_BY)) {
      isSuppressed = false
      if (words.startsWith('[CIRCULAR REFERENCE', CAUSED_BY.length)) continue
      const title = parseTitle(words.slice(CAUSED_BY.length))
      const cause = printedException(title.type, title.message)
      linkCause(exception, exceptions.push(cause) - 1)
      exception = cause
      isTitle = true
    } else if (isSuppressed) continue
    else if (indent > 0 && words.startsWith('at ')) {
      isTitle = false
      addFrame(exception, words.slice('at '.length))
    } else if (indent > 0 && words.startsWith('... ')) {
      isTitle = false
      exception.truncated += Number(IN_COMMON.exec(words)?.[1] ?? 0)
    } else if (indent > 0 && words.startsWith('Suppressed: ')) isSuppressed = true
    else if (isTitle && exception !== exceptions[0]) exception.message = `${exception.message ?? ''}\n${line}`
  }
  return exceptions
}

/**
 * What a frame's text says, without its class loader and module.
 *
 *     'java.base/java.util.ArrayList.get(ArrayList.java:427)'
 *     → { path: 'ArrayList.java', line: 427, label: 'java.util.ArrayList.get' }
 *
 * @see https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/lang/StackTraceElement.html#toString()
 */
export function parseJavaFrame(text: string): StackFrame {
  const open = text.indexOf('(')
  if (open < 0) return { label: classAndMethod(text) }
  const close = text.indexOf(')', open)
  const place = text.slice(open + 1, close < 0 ? undefined : close)
  const match = /^(.*):(\d{1,9})$/.exec(place)
  const label = classAndMethod(text.slice(0, open))
  return match ? { path: match[1]!, line: Number(match[2]), label } : { path: place, label }
}

/** Without `app//` and `java.base@17/`. A slash with a digit behind it is in the name of a class made at run time. */
function classAndMethod(text: string): string {
  let from = 0
  for (let slash = text.indexOf('/'); slash >= 0; slash = text.indexOf('/', slash + 1)) {
    if (!/\d/.test(text[slash + 1] ?? '')) from = slash + 1
  }
  return text.slice(from)
}
