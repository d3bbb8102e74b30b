import type { Aspect, Fact } from './portrait.ts'

/** Subjects, and values of each: there may be as many as there are URLs. The first ones are kept. */
const MAX_OF_A_KIND = 200

/** Counts which values subjects have. */
export class Tallies {
  readonly #counts = new Map<string, Map<string, number>>()

  add(subject: string, value: string): void {
    let values = this.#counts.get(subject)
    if (!values) {
      if (this.#counts.size === MAX_OF_A_KIND) return
      values = new Map()
      this.#counts.set(subject, values)
    }
    if (values.has(value) || values.size < MAX_OF_A_KIND) values.set(value, (values.get(value) ?? 0) + 1)
  }

  facts(aspect: Aspect, describe: (values: Map<string, number>) => string): Fact[] {
    return [...this.#counts].map(([subject, values]) => ({ aspect, subject, value: describe(values) }))
  }
}

/** `200 × 3, 500` */
export function listValues(values: Map<string, number>): string {
  return [...values]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([value, times]) => (times === 1 ? value : `${value} × ${times.toLocaleString('en-US')}`))
    .join(', ')
}
