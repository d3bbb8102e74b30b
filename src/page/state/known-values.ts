import { signal } from '@preact/signals'
import { askXRay } from '../api/call-xray.ts'

type Value = string | number | boolean

/** Values may be so old before they are asked for again. */
const FRESH_MILLIS = 10_000

const known = signal<ReadonlyMap<string, readonly Value[]>>(new Map())
const askedAt = new Map<string, number>()

/**
 * Values of a keyword or annotation that traces have, as far as they are known; those that are not are asked for, and
 * whoever has read them is drawn again when they are there.
 */
export function knownValues(of: string): readonly Value[] {
  if ((askedAt.get(of) ?? 0) + FRESH_MILLIS < Date.now()) {
    askedAt.set(of, Date.now())
    void load(of)
  }
  return known.value.get(of) ?? []
}

async function load(of: string): Promise<void> {
  try {
    const { values } = await askXRay<{ values: { value: Value }[] }>(
      `/api/values?key=${encodeURIComponent(of)}`,
    )
    known.value = new Map([...known.peek(), [of, values.map(({ value }) => value)]])
  } catch {
    // Completion goes without.
  }
}
