/**
 * True where a value has everything that a pattern has: what the pattern leaves out may be anything. A list must have as
 * many items as the pattern's, each matching the one in its place.
 *
 *     matchesPattern({ Name: 'shop', Type: 'client' }, { Name: 'shop' }) → true
 */
export function matchesPattern(value: unknown, pattern: unknown): boolean {
  if (typeof pattern !== 'object' || pattern === null) return value === pattern
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(pattern)) {
    return (
      Array.isArray(value) &&
      value.length === pattern.length &&
      pattern.every((each, at) => matchesPattern(value[at], each))
    )
  }
  return Object.entries(pattern).every(
    ([key, each]) =>
      Object.hasOwn(value, key) && matchesPattern((value as Record<string, unknown>)[key], each),
  )
}
