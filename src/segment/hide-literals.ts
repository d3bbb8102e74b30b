import type { SqlDialect } from './sql-dialect.ts'
import {
  DIGIT,
  isDigitAt,
  kindAt,
  nameEnd,
  nestedCommentEnd,
  numberEnd,
  qQuotedEnd,
  quotedEnd,
  SPACE,
  WORD,
  wordEnd,
} from './sql-tokens.ts'

/**
 * The statement with `?` for each literal, without its comments, and with one space for each run of white space.
 *
 *     SELECT * FROM "Carts" WHERE id = 'a7' AND n > 0x1F -- hot → SELECT * FROM "Carts" WHERE id = ? AND n > ?
 *
 * Names, keywords and placeholders stay. An open quote reaches to the end. Where the dialect leaves open how to go on,
 * all that follows is hidden. Where it does say what `\'` is, but a session might say otherwise, the other reading is
 * tried as well, and what follows the first `\'` is shown only when that reading makes no sense. Takes time in
 * proportion to the text; never throws.
 */
export function hideLiterals(text: string, dialect: SqlDialect): string {
  const reading = new Reading(text, dialect)
  if (reading.shownBeforeDoubt === undefined) return reading.shown.trimEnd()
  const otherwise = new Reading(text, { ...dialect, backslashEscapes: !dialect.backslashEscapes })
  if (reading.makesSense && !otherwise.makesSense) return reading.shown.trimEnd()
  return `${reading.shown.slice(0, reading.shownBeforeDoubt)}?`
}

/** What makes it doubtful where a region ends that may be a name or a comment, or nothing special. */
const DOUBTFUL = /['"`#\\[{$]|--|\/\*|\/\//

/** A quote behind a backslash that is not itself behind one. */
const BACKSLASHED_SINGLE = /(?<!\\)(?:\\\\)*\\'/
const BACKSLASHED_DOUBLE = /(?<!\\)(?:\\\\)*\\"/

/** Words in front of a text that belong to it. */
const TEXT_PREFIX = /^(?:[nbxegru]|gx|ux|bx|br|rb|_\w+)$/i
const MAX_PREFIX_CHARS = 20

/** One way through the text, from its beginning to its end. What reads a token gives back where the next begins. */
class Reading {
  /** The statement as it may be shown. */
  shown = ''
  /** Whether all quotes are closed, and no backslash is outside of them. */
  makesSense = true
  /** How much was shown before the first text in which a backslash may mean two things. */
  shownBeforeDoubt: number | undefined

  readonly #text: string
  readonly #dialect: SqlDialect
  readonly #hasBackticks: boolean
  /** Where that begins which is kept, but not yet shown. */
  #from = 0
  /** Where white space or a comment ended last. */
  #spaceEnd = 0
  /** Where a text with a prefix for escapes ended last, with the white space behind it: a text there continues it. */
  #escapesEnd = -1
  /** Up to here, nothing in brackets or braces is doubtful. */
  #clearUntil = 0

  constructor(text: string, dialect: SqlDialect) {
    this.#text = text
    this.#dialect = dialect
    this.#hasBackticks = dialect.doubleQuotes === 'either' && text.includes('`')
    let at = 0
    while (at < text.length) at = this.#token(at)
    this.shown += text.slice(this.#from)
  }

  #token(at: number): number {
    const kind = kindAt(this.#text, at)
    if (kind === WORD) return this.#word(at)
    if (kind === SPACE) return this.#space(at)
    return kind === DIGIT ? this.#hide(at, numberEnd(this.#text, at)) : this.#sign(at)
  }

  #sign(at: number): number {
    const { backtickNames, braceComments, bracketNames } = this.#dialect
    switch (this.#text[at]) {
      case "'":
        return this.#literal(at, at, this.#escapesEnd === at)
      case '"':
        return this.#doubleQuote(at)
      case '`':
        return backtickNames ? this.#name(at, '`') : this.#perhaps(at, '`')
      case '[':
        if (bracketNames) return this.#name(at, ']')
        return bracketNames === undefined ? this.#perhaps(at, ']') : at + 1
      case '{':
        return braceComments === undefined ? this.#perhaps(at, '}') : at + 1
      case '-':
        return this.#text[at + 1] === '-' ? this.#dashes(at) : at + 1
      case '/':
        return this.#slash(at)
      case '#':
        return this.#hash(at)
      case '$':
        return this.#dollar(at)
      case '.':
        return this.#point(at)
      case ':':
      case '?':
      case '@':
        return this.#placeholder(at)
      case '\\':
        this.makesSense = false
        return at + 1
      default:
        return at + 1
    }
  }

  /** Shows what has been kept so far, and `instead` for what is between `start` and `end`. */
  #replace(start: number, end: number, instead: string): number {
    this.shown += this.#text.slice(this.#from, start) + instead
    this.#from = end
    return end
  }

  #hide(start: number, end: number): number {
    return this.#replace(start, end, '?')
  }

  /** Hides up to the end, or all that follows where the end is not found. */
  #hideTo(start: number, end: number): number {
    if (end < 0) this.makesSense = false
    return this.#hide(start, end < 0 ? this.#text.length : end)
  }

  #hideRest(start: number): number {
    return this.#hide(start, this.#text.length)
  }

  #space(start: number): number {
    let end = start + 1
    while (kindAt(this.#text, end) === SPACE) end++
    const isFine = end === start + 1 && this.#text[start] === ' ' && this.#spaceEnd !== start
    return isFine ? this.#afterSpace(start, end) : this.#blank(start, end)
  }

  /** White space or a comment, shown as one space, or none where one has been shown. */
  #blank(start: number, end: number): number {
    this.#replace(start, end, this.#spaceEnd === start ? '' : ' ')
    return this.#afterSpace(start, end)
  }

  #afterSpace(start: number, end: number): number {
    if (this.#escapesEnd === start) this.#escapesEnd = end
    this.#spaceEnd = end
    return end
  }

  #word(start: number): number {
    const end = wordEnd(this.#text, start, this.#dialect.hash === 'name')
    if (end - start > MAX_PREFIX_CHARS) return end
    if (this.#text[end] === "'") return this.#prefixedText(start, end)
    const isUnicodeText = this.#text[end] === '&' && /^u&'$/i.test(this.#text.slice(start, end + 2))
    return isUnicodeText ? this.#literal(start, end + 1, false) : end
  }

  /** A word that a text follows without a space. */
  #prefixedText(start: number, quote: number): number {
    const prefix = this.#text.slice(start, quote).toLowerCase()
    const { escapePrefixes, qQuotes } = this.#dialect
    if (qQuotes !== false && (prefix === 'q' || prefix === 'nq')) {
      return qQuotes ? this.#hideTo(start, qQuotedEnd(this.#text, quote)) : this.#hideRest(start)
    }
    return TEXT_PREFIX.test(prefix) ? this.#literal(start, quote, escapePrefixes.includes(prefix)) : quote
  }

  /** Hides the text whose quote is there, with what stands before it from `start` on. */
  #literal(start: number, quote: number, hasEscapes: boolean): number {
    const text = this.#text
    const { backslashEscapes, tripleQuotes } = this.#dialect
    const sign = text[quote]!
    if (tripleQuotes === undefined && text.startsWith(sign.repeat(3), quote)) return this.#hideRest(start)
    const end = quotedEnd(text, quote, hasEscapes || backslashEscapes === true)
    const backslashed = sign === '"' ? BACKSLASHED_DOUBLE : BACKSLASHED_SINGLE
    if (!hasEscapes && backslashed.test(text.slice(quote, end < 0 ? text.length : end))) {
      if (backslashEscapes === undefined) return this.#hideRest(start)
      this.shownBeforeDoubt ??= this.shown.length + start - this.#from
    }
    if (hasEscapes) this.#escapesEnd = end
    return this.#hideTo(start, end)
  }

  #doubleQuote(start: number): number {
    const { doubleQuotes } = this.#dialect
    if (doubleQuotes === 'text') return this.#literal(start, start, false)
    const end = this.#name(start, '"')
    return doubleQuotes === 'either' && this.#isMeantAsText(start, end) ? this.#hide(start, end) : end
  }

  /** Whether a name in double quotes is a text to its author: it is compared with, or names have other quotes. */
  #isMeantAsText(start: number, end: number): boolean {
    if (this.#from >= end || this.#text[end] === '.') return false
    let before = start - 1
    while (kindAt(this.#text, before) === SPACE) before--
    return this.#hasBackticks || /[=<>]/.test(this.#text[before] ?? '')
  }

  /** Keeps a name, unless nobody can tell where it ends. */
  #name(start: number, closing: string): number {
    const end = nameEnd(this.#text, start, closing)
    if (end < 0) return this.#hideTo(start, end)
    const isSure = this.#dialect.backslashEscapes === false || !this.#text.slice(start, end).includes('\\')
    return isSure ? end : this.#hideRest(start)
  }

  /** Goes on behind a sign that may begin a name or a comment, unless it makes a difference whether it does. */
  #perhaps(start: number, closing: string): number {
    if (start < this.#clearUntil) return start + 1
    const end = this.#text.indexOf(closing, start + 1)
    const isClear =
      end >= 0 && this.#text[end + 1] !== closing && !DOUBTFUL.test(this.#text.slice(start + 1, end))
    if (!isClear) return this.#hideRest(start)
    this.#clearUntil = end + 1
    return closing === '`' ? end + 1 : start + 1
  }

  #dashes(start: number): number {
    const { spaceAfterDashes } = this.#dialect
    const hasSpace = start + 2 === this.#text.length || kindAt(this.#text, start + 2) === SPACE
    if (!hasSpace && spaceAfterDashes) return start + 1
    return this.#lineComment(start, start + 2, hasSpace || spaceAfterDashes === false)
  }

  #hash(start: number): number {
    const { hash } = this.#dialect
    if (hash === undefined) return this.#hideRest(start)
    return hash === 'comment' ? this.#lineComment(start, start + 1, true) : start + 1
  }

  #lineComment(start: number, inner: number, isSure: boolean): number {
    const newline = this.#text.indexOf('\n', inner)
    const end = newline < 0 ? this.#text.length : newline
    const comment = this.#text.slice(inner, end)
    // A carriage return without a newline ends a comment for some, and not for others.
    const isClear = !/\r(?!$)/.test(comment) && (isSure || !DOUBTFUL.test(comment))
    return isClear ? this.#blank(start, end) : this.#hideRest(start)
  }

  #slash(start: number): number {
    if (this.#text[start + 1] === '*') return this.#comment(start)
    const isDoubtful = this.#dialect.slashComments === undefined && this.#text[start + 1] === '/'
    return isDoubtful ? this.#hideRest(start) : start + 1
  }

  #comment(start: number): number {
    const { codeInComments, nestedComments } = this.#dialect
    const close = this.#text.indexOf('*/', start + 2)
    if (close < 0) return this.#blank(start, this.#text.length)
    const comment = this.#text.slice(start + 2, close)
    if (codeInComments !== false && /^M?!/.test(comment) && DOUBTFUL.test(comment))
      return this.#hideRest(start)
    if (nestedComments) {
      const end = nestedCommentEnd(this.#text, start)
      return this.#blank(start, end < 0 ? this.#text.length : end)
    }
    const mayBeNested = nestedComments === undefined && this.#text.slice(start + 2, close + 2).includes('/*')
    return mayBeNested ? this.#hideRest(start) : this.#blank(start, close + 2)
  }

  #dollar(start: number): number {
    const text = this.#text
    if (isDigitAt(text, start + 1)) return this.#placeholder(start)
    let end = start + 1
    while (kindAt(text, end) === WORD || kindAt(text, end) === DIGIT) end++
    const { dollarQuotes } = this.#dialect
    if (text[end] !== '$' || dollarQuotes === false) return end
    if (dollarQuotes === undefined) return this.#hideRest(start)
    const tag = text.slice(start, end + 1)
    const close = text.indexOf(tag, end + 1)
    return this.#hideTo(start, close < 0 ? -1 : close + tag.length)
  }

  /** A point begins a number when it separates nothing. */
  #point(at: number): number {
    if (!isDigitAt(this.#text, at + 1)) return at + 1
    const separates = at > this.#from && /[\w"`\]\u0080-\uffff]/.test(this.#text[at - 1]!)
    return separates ? at + 1 : this.#hide(at, numberEnd(this.#text, at))
  }

  /** A sign and the number after it, where the dialect numbers its placeholders so; `$5` is money elsewhere. */
  #placeholder(start: number): number {
    const sign = this.#text[start]!
    let end = start + 1
    if (this.#dialect.numberedPlaceholders.includes(sign)) while (isDigitAt(this.#text, end)) end++
    else if (sign === '$') return this.#hide(start, numberEnd(this.#text, start))
    return end
  }
}
