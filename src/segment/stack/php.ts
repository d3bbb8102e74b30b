import type { StackFrame } from '../../document/index.ts'
import { parseJavaFrame, readJavaStack } from './java.ts'
import { addFrame, type PrintedException, printedException } from './printed-exception.ts'
import { lastStackLines } from './stack-lines.ts'
import { parseTitle } from './title.ts'

const FRAME = /^#\d{1,9} /
const NEXT = 'Next '

/**
 * The exceptions in a stack of PHP, first the recorded one: of Java's form, which OpenTelemetry for PHP writes, or of
 * PHP's own, where each exception stands above the one that it led to.
 *
 *     RuntimeException: inner in /srv/cart.php:12
 *     Stack trace:
 *     #0 /srv/cart.php(41): total()
 *     #1 {main}
 *
 *     Next LogicException: outer in /srv/cart.php:43
 *     …
 *     → [{ frames: ['/srv/cart.php(43)', …], cause: 1 }, { type: 'RuntimeException', message: 'inner', … }]
 *
 * Never throws; takes time in proportion to the text.
 *
 * @param message the recorded exception's, to know where its stack begins
 */
export function readPhpStack(text: string, message?: string): PrintedException[] {
  const lines = lastStackLines(text)
  if (!lines.some(line => FRAME.test(line))) return readJavaStack(text, message)
  const printed: PrintedException[] = []
  let title = ''
  for (const line of lines) {
    if (FRAME.test(line)) {
      if (title !== '' || printed.length === 0) printed.push(exceptionOf(title))
      title = ''
      addFrame(printed.at(-1)!, line.slice(line.indexOf(' ') + 1).trimEnd())
    } else if (line.trimEnd() !== 'Stack trace:') title += title === '' ? line : `\n${line}`
  }
  const exceptions = printed.reverse()
  for (let index = 1; index < exceptions.length; index++) exceptions[index - 1]!.cause = index
  exceptions[0]!.type = undefined
  exceptions[0]!.message = undefined
  return exceptions
}

/** The exception under its title, which ends with the place where it was thrown. */
function exceptionOf(text: string): PrintedException {
  const title = text.trim()
  const at = title.lastIndexOf(' in ')
  const place = at < 0 ? null : /^(.+):(\d{1,9})$/.exec(title.slice(at + ' in '.length))
  const words = (place ? title.slice(0, at) : title).slice(title.startsWith(NEXT) ? NEXT.length : 0)
  const { type, message } = parseTitle(words)
  const exception = printedException(type, message)
  if (place) addFrame(exception, `${place[1]}(${place[2]})`)
  return exception
}

/**
 * What a frame's text says.
 *
 *     '/srv/cart.php(41): App\Cart->total(7)' → { path: '/srv/cart.php', line: 41, label: 'App\Cart->total(7)' }
 *     '[internal function]: App\Cart->total(7)', '{main}', and Java's
 */
export function parsePhpFrame(text: string): StackFrame {
  const match = /^(.*?)\((\d{1,9})\)(?:: (.*))?$/.exec(text)
  if (match) {
    const place = { path: match[1]!, line: Number(match[2]) }
    return match[3] === undefined ? place : { ...place, label: match[3] }
  }
  const internal = '[internal function]: '
  if (text.startsWith(internal)) return { path: '[internal function]', label: text.slice(internal.length) }
  return text.endsWith(')') ? parseJavaFrame(text) : { label: text }
}
