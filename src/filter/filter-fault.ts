import type { Candidate } from './candidate.ts'
import type { FilterError } from './filter.ts'
import type { Token } from './tokenize.ts'

const MAX_NAMED = 12
const MAX_QUOTED_CHARS = 40

/** Ends the reading of a filter; `parseFilter` turns it into an error for its caller. */
export class FilterFault extends Error {
  readonly token: Token
  readonly candidates: readonly Candidate[]
  readonly #reason: string | undefined

  constructor(token: Token, candidates: readonly Candidate[], reason?: string) {
    super(reason)
    this.token = token
    this.candidates = candidates
    this.#reason = reason
  }

  toError(): FilterError {
    const { token } = this
    const expected = [...new Set(this.candidates.filter(({ isAside }) => !isAside).map(({ text }) => text))]
    const reason = this.#reason ?? `${describe(token)}; ${sayExpected(expected, token)}`
    return {
      message: `Cannot read the filter at column ${token.from + 1}: ${reason}`,
      column: token.from + 1,
      length: token.to - token.from,
      expected,
    }
  }
}

function describe({ kind, text }: Token): string {
  if (kind === 'end') return 'it ends too early'
  if (kind === 'key' && text === '') return 'nothing stands here'
  if (kind === 'open') return `what begins with ${quote(text)} has no end`
  return `${quote(text)} cannot stand here`
}

function quote(text: string): string {
  return JSON.stringify(text.length > MAX_QUOTED_CHARS ? `${text.slice(0, MAX_QUOTED_CHARS)}…` : text)
}

function sayExpected(expected: string[], { kind, text }: Token): string {
  const near = kind === 'word' ? nearest(text.toLowerCase(), expected) : undefined
  if (near) return `did you mean ${near}?`
  const named = expected.slice(0, MAX_NAMED)
  const more = expected.length - named.length
  const last = more > 0 ? `${more} more` : named.pop()
  return `expected ${named.length > 0 ? `${named.join(', ')} or ${last}` : last}`
}

/** The word that is one or two letters away, or that the written one begins. */
function nearest(word: string, expected: string[]): string | undefined {
  let best: string | undefined
  let least = Math.min(3, word.length)
  for (const candidate of expected) {
    const distance = lettersApart(word, candidate.toLowerCase())
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** How many letters must be added, dropped or changed to make one word of the other; 9 for words of other lengths. */
function lettersApart(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 9
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[b.length]!
}
