/** What `String()` makes of a value, also where that throws. */
export function textOf(value: unknown): string {
  try {
    return String(value)
  } catch {
    return 'an object without a text'
  }
}
