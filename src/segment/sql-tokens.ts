/** What a character of a statement may begin. */
export const OTHER = 0
export const WORD = 1
export const DIGIT = 2
export const SPACE = 3

const KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code <= 32 || code === 127) return SPACE
  const char = String.fromCharCode(code)
  return /[A-Za-z_]/.test(char) ? WORD : /\d/.test(char) ? DIGIT : OTHER
})

/** What the character there may begin; letters are all that is not ASCII. Nothing, behind the end. */
export function kindAt(text: string, index: number): number {
  const code = text.charCodeAt(index)
  return code < 128 ? KINDS[code]! : code >= 128 ? WORD : OTHER
}

export function isDigitAt(text: string, index: number): boolean {
  return kindAt(text, index) === DIGIT
}

/** Where a word ends: letters, digits, `$`, and `#` where it is part of names. */
export function wordEnd(text: string, start: number, withHash: boolean): number {
  let end = start
  for (;;) {
    const kind = kindAt(text, end)
    if (kind === SPACE) return end
    if (kind === OTHER) {
      const code = text.charCodeAt(end)
      if (code !== 36 && (code !== 35 || !withHash)) return end
    }
    end++
  }
}

/**
 * Where a number ends, in any notation: whatever letters, digits and points follow its first sign, and the sign of an
 * exponent.
 *
 *     0x1F 1_000 1.5e-3 .5 10L
 */
export function numberEnd(text: string, start: number): number {
  const isHex = /[xX]/.test(text[start + 1] ?? '')
  let end = start + 1
  while (isNumberPart(text, end, isHex)) end++
  return end
}

function isNumberPart(text: string, index: number, isHex: boolean): boolean {
  const kind = kindAt(text, index)
  if (kind === WORD || kind === DIGIT) return true
  const char = text[index]
  if (char === '.') return true
  return (char === '+' || char === '-') && !isHex && /e/i.test(text[index - 1]!) && isDigitAt(text, index + 1)
}

/** Where the quoted text ends whose quote is there: a doubled quote is part of it. -1 where it never does. */
export function quotedEnd(text: string, start: number, backslashEscapes: boolean): number {
  const quote = text.charCodeAt(start)
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code === 92 && backslashEscapes) index++
    else if (code === quote) {
      if (text.charCodeAt(index + 1) !== quote) return index + 1
      index++
    }
  }
  return -1
}

/** Where the name ends that this sign closes, which is doubled within it. -1 where it never does. */
export function nameEnd(text: string, start: number, closing: string): number {
  let end = text.indexOf(closing, start + 1)
  while (end >= 0 && text[end + 1] === closing) end = text.indexOf(closing, end + 2)
  return end < 0 ? -1 : end + 1
}

/** Where the comment ends that begins there, with all the comments in it. -1 where it never does. */
export function nestedCommentEnd(text: string, start: number): number {
  const sign = /\/\*|\*\//g
  sign.lastIndex = start
  let depth = 0
  for (let match = sign.exec(text); match; match = sign.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1
    if (depth === 0) return sign.lastIndex
  }
  return -1
}

/** Where `q'[…]'` ends, whose quote is there: with the sign after the quote, or what closes it, and a quote. Or -1. */
export function qQuotedEnd(text: string, quote: number): number {
  const opening = text[quote + 1] ?? ''
  const closing = CLOSING[opening] ?? opening
  const end = text.indexOf(`${closing}'`, quote + 2)
  return end < 0 ? -1 : end + 2
}

const CLOSING: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' }
