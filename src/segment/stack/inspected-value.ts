import type { Title } from './title.ts'

/** An exception as `util.inspect` begins to print it. */
export interface InspectedTitle extends Title {
  /** How its message goes on: until the frames, until a bracket closes, or not at all. */
  readonly goesOn: 'until-frames' | 'until-bracket' | 'no'
}

/**
 * What the text behind `[cause]: ` says of an exception, or `undefined` when the value is none, such as an object. An
 * exception with a code is of the type that the code is, as OpenTelemetry has it.
 *
 *     'TypeError [ERR_INVALID_URL]: Invalid URL' → { type: 'ERR_INVALID_URL', message: 'Invalid URL', … }
 *     '[Error: it has no stack],'                → { type: 'Error', message: 'it has no stack', … }
 *     "'a text that was thrown'"                 → { message: 'a text that was thrown', … }
 */
export function parseInspectedValue(text: string): InspectedTitle | undefined {
  const value = text.startsWith('<ref *') ? text.slice(text.indexOf('>') + 2) : text
  const first = value[0]
  if (first === "'" || first === '"' || first === '`') {
    return { type: undefined, message: textBetween(value, first), goesOn: 'no' }
  }
  if (first !== '[') {
    const title = titleOf(value)
    return title && { type: title.type, message: title.message, goesOn: 'until-frames' }
  }
  const inside = untilBracket(value)
  const title = NO_EXCEPTION.test(value) ? undefined : titleOf(inside ?? value.slice(1))
  return (
    title && {
      type: title.type,
      message: title.message,
      goesOn: inside === undefined ? 'until-bracket' : 'no',
    }
  )
}

/** What stands before the bracket that closes a value at the end of a line; `undefined` where none does. */
export function untilBracket(line: string): string | undefined {
  const value = line.replace(/,$/, '').replace(/ \{$/, '')
  return value.endsWith(']') ? value.slice(value.startsWith('[') ? 1 : 0, -1) : undefined
}

/** Other things that `util.inspect` prints in brackets. */
const NO_EXCEPTION =
  /^\[(?:Circular|Object|Array|Getter|Setter|Function|AsyncFunction|GeneratorFunction|class)\b/

/** A name, a code perhaps, and then a message or nothing. */
const TITLE = /^([A-Za-z_$][\w$.]{0,200})(?: \[([^\]\s]{1,200})\])?(?:: ?|$)/

/** Values that look like the name of an exception without a message. */
const NO_NAME = /^(?:[a-z][\w$.]*|NaN|Infinity)$/

function titleOf(text: string): Title | undefined {
  const match = TITLE.exec(text)
  if (!match || NO_NAME.test(text)) return undefined
  const message = text.slice(match[0].length)
  return { type: match[2] ?? match[1], message: message === '' ? undefined : message }
}

function textBetween(value: string, quote: string): string {
  const end = value.lastIndexOf(quote)
  return value.slice(1, end > 0 ? end : undefined)
}
