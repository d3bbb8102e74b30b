/**
 * A field of something that nobody has checked; `undefined` where there is none.
 *
 *     ({ Version: 1 }, 'Version') → 1    (null, 'Version') → undefined
 */
export function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, field)
    ? (value as Record<string, unknown>)[field]
    : undefined
}
