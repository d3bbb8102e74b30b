import { annotationKey } from '../tell-terms.ts'
import { type CountedValue, mostFrequentFirst } from '../term-index.ts'
import type { TraceDatabase } from '../trace-database.ts'
import type { TraceIndex } from '../trace-index.ts'

/** Values that traces have, the most frequent first. */
export interface KnownValuesQuery {
  /** A keyword, `service`, `annotation[KEY]`, or `annotation` for the keys of annotations. */
  of: string
  /** What is in them; empty for all. */
  containing: string
  limit: number
}

/** The values by which filters can find traces; of keys, with how many values there are of them. */
export function knownValues({ index }: TraceDatabase, query: KnownValuesQuery): CountedValue[] {
  const { of, containing, limit } = query
  const found = of === 'annotation' ? keysIn(index) : [...index.terms.count(of, index.allMarks())]
  return found
    .filter(({ value }) => String(value).includes(containing))
    .sort(mostFrequentFirst)
    .slice(0, limit)
}

function keysIn(index: TraceIndex): CountedValue[] {
  const all = index.allMarks()
  const keys: CountedValue[] = []
  for (const field of index.terms.fields()) {
    const key = annotationKey(field)
    const count = key === undefined ? 0 : [...index.terms.count(field, all)].length
    if (key !== undefined && count > 0) keys.push({ value: key, count })
  }
  return keys
}
