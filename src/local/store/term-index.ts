import type { AnnotationValue, TraceRecord } from '../../trace/index.ts'
import { tellTerms } from './tell-terms.ts'

/** A value, and how many traces have it. */
export interface CountedValue {
  value: AnnotationValue
  count: number
}

/** For sorting: what more traces have stands first. */
export function mostFrequentFirst(a: CountedValue, b: CountedValue): number {
  return b.count - a.count || (a.value < b.value ? -1 : 1)
}

/** The slots of the traces that have a term, each once. */
type Slots = number[]

/**
 * Finds traces by their terms. A trace is known by a small number, its slot; a set of traces has a byte for each slot: 1
 * for those that are in it.
 */
export class TermIndex {
  readonly #fields = new Map<string, Map<AnnotationValue, Slots>>()

  /** Notes the terms of a trace, in place of those that it had before. */
  put(slot: number, record: TraceRecord, before?: TraceRecord): void {
    const had = before && termsOf(before)
    if (had) {
      const has = termsOf(record)
      for (const [field, values] of had) {
        for (const value of values) if (!has.get(field)?.has(value)) this.#remove(field, value, slot)
      }
    }
    tellTerms(record, (field, value) => {
      if (!had?.get(field)?.has(value)) this.#add(field, value, slot)
    })
  }

  /** Marks the traces that have a field with a value of which something is true. */
  mark(field: string, isMeant: (value: AnnotationValue) => boolean, marks: Uint8Array): void {
    for (const [value, slots] of this.#fields.get(field) ?? []) {
      if (isMeant(value)) for (const slot of slots) marks[slot] = 1
    }
  }

  /** Marks the traces that have a field with this very value. */
  markEqual(field: string, value: AnnotationValue, marks: Uint8Array): void {
    for (const slot of this.#fields.get(field)?.get(value) ?? []) marks[slot] = 1
  }

  /** All fields. */
  fields(): Iterable<string> {
    return this.#fields.keys()
  }

  /** The values of a field, with how many of the marked traces have them. */
  *count(field: string, marks: Uint8Array): Generator<CountedValue> {
    for (const [value, slots] of this.#fields.get(field) ?? []) {
      let count = 0
      for (const slot of slots) count += marks[slot]!
      if (count > 0) yield { value, count }
    }
  }

  /** Every trace has another slot now, at its old one in the list; those that have none there have gone. */
  renumber(newSlots: (number | undefined)[]): void {
    for (const [field, values] of this.#fields) {
      for (const [value, slots] of values) {
        let kept = 0
        for (const slot of slots) {
          const moved = newSlots[slot]
          if (moved !== undefined) slots[kept++] = moved
        }
        slots.length = kept
        if (kept === 0) values.delete(value)
      }
      if (values.size === 0) this.#fields.delete(field)
    }
  }

  #add(field: string, value: AnnotationValue, slot: number): void {
    let values = this.#fields.get(field)
    if (!values) {
      values = new Map()
      this.#fields.set(field, values)
    }
    const slots = values.get(value)
    if (!slots) values.set(value, [slot])
    // A trace tells a term twice in a row at most: it stands last then.
    else if (slots.at(-1) !== slot) slots.push(slot)
  }

  #remove(field: string, value: AnnotationValue, slot: number): void {
    const values = this.#fields.get(field)
    const slots = values?.get(value)
    // What changes has come lately, and stands near the end.
    const at = slots?.lastIndexOf(slot) ?? -1
    if (at === -1) return
    if (slots!.length > 1) slots!.splice(at, 1)
    else values!.delete(value)
  }
}

function termsOf(record: TraceRecord): Map<string, Set<AnnotationValue>> {
  const terms = new Map<string, Set<AnnotationValue>>()
  tellTerms(record, (field, value) => {
    const values = terms.get(field)
    if (values) values.add(value)
    else terms.set(field, new Set([value]))
  })
  return terms
}
