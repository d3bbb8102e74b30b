import type { TraceSummary } from '../../local/index.ts'

/** By what a list of traces can be sorted. */
export type SortKey = 'start' | 'status' | 'request' | 'service' | 'duration'

/** A column and a direction: `duration`, or `-duration` for the longest first. */
export interface SortOrder {
  key: SortKey
  isDescending: boolean
}

const VALUES: Record<SortKey, (summary: TraceSummary) => number | string> = {
  start: ({ StartTime }) => StartTime ?? 0,
  // What went wrong without a status comes after all that has one.
  status: ({ Http, HasFault, HasError }) => Http?.HttpStatus ?? (HasFault ? 1500 : HasError ? 1400 : 0),
  request: ({ Http, EntryPoint }) => Http?.HttpURL ?? EntryPoint?.Name ?? '',
  service: ({ EntryPoint }) => EntryPoint?.Name ?? '',
  duration: ({ Duration }) => Duration ?? 0,
}

/** `-duration` → the longest first; anything else is the newest first. */
export function parseSort(text: string | undefined): SortOrder {
  const isDescending = text?.startsWith('-') ?? false
  const key = text?.replace(/^-/, '') ?? ''
  return Object.hasOwn(VALUES, key)
    ? { key: key as SortKey, isDescending }
    : { key: 'start', isDescending: true }
}

/** The order that a click on a column's head asks for: first the greatest on top, then the other way round. */
export function nextSort(current: SortOrder, key: SortKey): string {
  if (current.key !== key) return key === 'start' ? '' : `-${key}`
  return current.isDescending ? key : `-${key}`
}

/** Sorted copies; of two alike the newer one stands first. */
export function sortTraces(
  summaries: readonly TraceSummary[],
  { key, isDescending }: SortOrder,
): TraceSummary[] {
  const read = VALUES[key]
  const sign = isDescending ? -1 : 1
  return summaries.toSorted((a, b) => {
    const [x, y] = [read(a), read(b)]
    if (x !== y) return x < y ? -sign : sign
    return (b.StartTime ?? 0) - (a.StartTime ?? 0)
  })
}
