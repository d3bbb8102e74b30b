/** A piece of a filter's text. */
export interface Token {
  /** `key` stands between brackets, `json` is what begins with `#`, `open` a text or list whose end is missing. */
  kind: 'word' | 'text' | 'operator' | 'sign' | 'key' | 'json' | 'open' | 'end'
  /** As it is written; of texts and keys what is meant. */
  text: string
  /** Where it begins and ends, in UTF-16 units. */
  from: number
  to: number
}

const WORD = /[^\s"()[\]{}=!<>,:#]+/y
const OPERATOR = /[<>!]=|[=<>]/y
const SPACE = /\s*/y

/**
 * The pieces of a filter's text; the last one is always its end. Reads any text, once from left to right.
 *
 *     'http.url CONTAINS "/api"' → word http.url, word CONTAINS, text /api, end
 */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  while (true) {
    at += matchAt(SPACE, text, at)?.length ?? 0
    if (at >= text.length) break
    const token = tokenAt(text, at)
    tokens.push(token)
    at = token.to
    if (token.text === '[' && token.kind === 'sign') {
      const key = keyAt(text, at)
      tokens.push(key)
      at = key.to
    }
  }
  tokens.push({ kind: 'end', text: '', from: text.length, to: text.length })
  return tokens
}

function tokenAt(text: string, from: number): Token {
  const char = text[from]!
  if (char === '"') return textAt(text, from)
  if (char === '#') return jsonAt(text, from)
  const word = matchAt(WORD, text, from)
  if (word) return { kind: 'word', text: word, from, to: from + word.length }
  const operator = matchAt(OPERATOR, text, from)
  if (operator) return { kind: 'operator', text: operator, from, to: from + operator.length }
  return { kind: 'sign', text: char, from, to: from + 1 }
}

/** A backslash stands before a quote or a backslash that is meant as such; anywhere else it is one itself. */
function textAt(text: string, from: number): Token {
  let value = ''
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at]!
    if (char === '"') return { kind: 'text', text: value, from, to: at + 1 }
    const next = text[at + 1]
    if (char === '\\' && (next === '"' || next === '\\')) at++
    value += text[at]
  }
  return { kind: 'open', text: value, from, to: text.length }
}

/** What stands between brackets: anything but a closing one. */
function keyAt(text: string, from: number): Token {
  const end = text.indexOf(']', from)
  const to = end === -1 ? text.length : end
  const key = text.slice(from, to).trim()
  return { kind: 'key', text: key.replace(/^"(.*)"$/, '$1'), from, to }
}

/** `#` and the JSON list after it. */
function jsonAt(text: string, from: number): Token {
  let levels = 0
  let isInText = false
  for (let at = from + 1; at < text.length; at++) {
    const char = text[at]
    if (isInText) {
      if (char === '\\') at++
      else if (char === '"') isInText = false
    } else if (char === '"') isInText = true
    else if (char === '[' || char === '{') levels++
    else if ((char === ']' || char === '}') && --levels <= 0) {
      return { kind: 'json', text: text.slice(from + 1, at + 1), from, to: at + 1 }
    }
  }
  return { kind: 'open', text: text.slice(from + 1), from, to: text.length }
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
