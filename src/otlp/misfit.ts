import { quoteValue } from '../document/index.ts'

/**
 * A value that OTLP does not have at this place. It is thrown where the value is read and caught by whoever reads the
 * whole span or request; on its way up each reader puts its own step before the path.
 */
export class Misfit extends Error {
  override readonly name = 'Misfit'
  #path: string
  readonly #value: unknown
  readonly #rule: string

  /**
   * @param path from the object that is being read to the value: `traceId`, `[3]`
   * @param value `undefined` when it is missing
   * @param rule what to write instead: `write 32 hex digits`
   */
  constructor(path: string, value: unknown, rule: string) {
    super()
    this.#path = path
    this.#value = value
    this.#rule = rule
  }

  /** Where the value is: `resourceSpans[0].scopeSpans[0].spans[3].traceId`. */
  get path(): string {
    return this.#path
  }

  /** `resourceSpans[0].scopeSpans[0].spans[3].traceId is "xyz"; write 32 hex digits`. */
  override get message(): string {
    const value = quoteValue(this.#value)
    return `${this.#path} is ${value}; ${this.#rule}`
  }

  /** The same, seen from one step further up. */
  within(step: string): this {
    this.#path = this.#path.startsWith('[') ? `${step}${this.#path}` : `${step}.${this.#path}`
    return this
  }
}
