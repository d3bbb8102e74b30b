import { type InspectedTitle, parseInspectedValue, untilBracket } from './inspected-value.ts'
import {
  addFrame,
  addFrames,
  linkCause,
  type PrintedException,
  printedException,
} from './printed-exception.ts'
import { headerEnd, indentOf } from './stack-lines.ts'
import { type V8Lines, v8Lines } from './v8-lines.ts'

/**
 * The exceptions in a stack of V8's form, first the one that was recorded. What led to it is read where `util.inspect`
 * writes it, which is also what our set-up records, and behind `Caused by:`, as older libraries have it.
 *
 *     Error: cannot price cart
 *         at priceOf (/srv/cart.js:41:19) {
 *       [cause]: RangeError: 7 is too many
 *           at check (/srv/cart.js:12:9)
 *     }
 *     → [{ frames: ['    at priceOf (…) {'], cause: 1 }, { type: 'RangeError', message: '7 is too many', frames: ['      at check (…)'] }]
 *
 * Of the members of an AggregateError the first is what led to it, unless it names a cause; the others stand behind.
 * Never throws; takes time in proportion to the text.
 *
 * @param message the recorded exception's, to know where its stack begins
 */
export function readV8Stack(text: string, message?: string): PrintedException[] {
  const start = isFrame(text) ? 0 : headerEnd(text, message)
  return new V8StackReader().read(start < 0 ? [] : v8Lines(text, start))
}

/** What a line may belong to: it is of the innermost level that is indented less. */
interface Level {
  readonly indent: number
  readonly kind: 'exception' | 'errors' | 'other'
  /** The exception itself, or the one whose errors these are; of what is no exception, one that nobody sees. */
  readonly exception: PrintedException
  /** How its message goes on in the lines that follow. */
  goesOn: InspectedTitle['goesOn']
}

class V8StackReader {
  readonly #exceptions = [printedException()]
  /** The recorded exception, and what has been opened in it and not closed. */
  readonly #levels: Level[] = [
    { indent: 0, kind: 'exception', exception: this.#exceptions[0]!, goesOn: 'until-frames' },
  ]

  read(lines: readonly V8Lines[]): PrintedException[] {
    for (const { text, indent, frameCount } of lines) {
      const { goesOn, indent: titleIndent } = this.#levels.at(-1)!
      const isOfTitle = goesOn !== 'no' && indent === titleIndent
      if (frameCount > 0 && !isOfTitle) this.#readFrames(text, indent, frameCount)
      else if (frameCount > 1)
        this.read(text.split('\n').map(line => ({ text: line, indent, frameCount: 1 })))
      else if (indent < text.length) this.#readOther(text, indent)
    }
    return this.#exceptions
  }

  #readFrames(frames: string, indent: number, count: number): void {
    const level = this.#closeDownTo(indent)
    level.goesOn = 'no'
    if (count === 1) addFrame(level.exception, frames)
    else addFrames(level.exception, frames, count)
  }

  #readOther(line: string, indent: number): void {
    const level = this.#levels.at(-1)!
    const text = line.slice(indent).trimEnd()
    if (level.goesOn !== 'no' && indent >= level.indent) this.#readMore(level, text, line, indent)
    else if (text.startsWith('... ')) this.#countLeftOut(text, indent)
    else if (text.startsWith('}') || text.startsWith(']')) this.#closeDownTo(indent)
    else if (CAUSED_BY.test(text))
      this.#openException(text.slice('Caused by: '.length), indent, this.#exceptions.at(-1)!)
    else this.#readProperty(text, indent)
  }

  /** A line of a message, unless it is of the recorded exception and its causes begin there, without a frame before. */
  #readMore(level: Level, text: string, line: string, indent: number): void {
    if (level.exception === this.#exceptions[0]) {
      if (indent === 2 && /^\[(?:cause|errors)\]: /.test(text)) this.#readProperty(text, indent)
      return
    }
    const closed = level.goesOn === 'until-bracket' ? untilBracket(text) : undefined
    if (closed !== undefined) level.goesOn = 'no'
    level.exception.message = `${level.exception.message ?? ''}\n${closed ?? line.slice(level.indent)}`
  }

  #readProperty(text: string, indent: number): void {
    const { kind, exception, indent: outer } = this.#closeDownTo(indent)
    const match = kind === 'exception' && indent === outer + 2 ? PROPERTY.exec(text) : undefined
    const value = match ? text.slice(match[0].length) : text
    if (match?.[1] === 'cause') this.#openException(value, indent, exception, true)
    else if (kind === 'errors' && indent === outer + 2) this.#openException(value, indent, exception)
    else if (match?.[1] === 'errors' && value === '[') this.#open(indent, 'errors', exception)
    else {
      if (match?.[1] === 'code' && exception !== this.#exceptions[0])
        exception.type = codeOf(value) ?? exception.type
      this.#open(indent, 'other', printedException())
    }
  }

  #openException(value: string, indent: number, effect: PrintedException, isItsCause = false): void {
    const title = parseInspectedValue(value)
    this.#closeDownTo(indent)
    if (title) {
      const exception = printedException(title.type, title.message)
      if (isItsCause) effect.cause = undefined
      linkCause(effect, this.#exceptions.push(exception) - 1)
      this.#open(indent, 'exception', exception, title.goesOn)
    } else this.#open(indent, 'other', printedException())
  }

  #open(
    indent: number,
    kind: Level['kind'],
    exception: PrintedException,
    goesOn: InspectedTitle['goesOn'] = 'no',
  ): void {
    this.#levels.push({ indent, kind, exception, goesOn })
  }

  /** Closes what does not lie outside of a line with this indent, and gives back what does. */
  #closeDownTo(indent: number): Level {
    while (this.#levels.length > 1 && this.#levels.at(-1)!.indent >= indent) this.#levels.pop()
    return this.#levels.at(-1)!
  }

  #countLeftOut(text: string, indent: number): void {
    const match = LEFT_OUT.exec(text)
    if (match?.[2] === 'lines ') this.#closeDownTo(indent).exception.truncated += Number(match[1])
    else if (match) this.#exceptions.at(-1)!.skipped += Number(match[1])
  }
}

const CAUSED_BY = /^caused by: /i
const PROPERTY = /^\[?(cause|errors|code)\]?: /
const LEFT_OUT = /^\.\.\. (\d{1,6}) (more item|lines )/

function isFrame(line: string, indent = indentOf(line)): boolean {
  return indent > 0 && line.startsWith('at ', indent)
}

/** `'ENOENT',` or `404,` */
function codeOf(value: string): string | undefined {
  return /^'?([\w.-]{1,200})'?,?$/.exec(value)?.[1]
}
