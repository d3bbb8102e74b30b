import type { Candidate } from './candidate.ts'
import { FilterFault } from './filter-fault.ts'
import type { Token } from './tokenize.ts'

/**
 * Reads tokens one after another, and remembers what was looked for at the furthest place: that is what an error says
 * could have stood there, and what completion offers. The grammar is written down once, in what reads.
 */
export class TokenReader {
  readonly #tokens: Token[]
  #at = 0
  #candidates: Candidate[] = []

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  get token(): Token {
    return this.#tokens[this.#at]!
  }

  /** What was looked for at the current place. */
  get candidates(): readonly Candidate[] {
    return this.#candidates
  }

  /** Says that something could stand here. */
  offer(...candidates: Candidate[]): void {
    this.#candidates.push(...candidates)
  }

  /** Goes on to the next token. */
  take(): Token {
    const { token } = this
    this.#at++
    this.#candidates = []
    return token
  }

  /** Takes a sign or operator if it is the next token. */
  takeSign(text: string, about: string): boolean {
    const { token } = this
    if ((token.kind === 'sign' || token.kind === 'operator') && token.text === text) {
      this.take()
      return true
    }
    this.offer({ text, kind: /[=<>]/.test(text) ? 'operator' : 'sign', about })
    return false
  }

  /** Takes a word, in whichever case, if it is the next token. */
  takeWord(text: string, about: string): boolean {
    const { token } = this
    if (token.kind === 'word' && token.text.toLowerCase() === text.toLowerCase()) {
      this.take()
      return true
    }
    this.offer({ text, kind: 'word', about })
    return false
  }

  /** @throws FilterFault when the next token is not this sign */
  demandSign(text: string, about: string): void {
    if (!this.takeSign(text, about)) throw this.fault()
  }

  /** That the next token cannot stand where it is, or why. */
  fault(reason?: string): FilterFault {
    return new FilterFault(this.token, this.#candidates, reason)
  }
}
