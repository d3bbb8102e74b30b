/** A value as OTLP/JSON writes it. */
export type AnyValue =
  | { stringValue: string }
  | { boolValue: boolean }
  | { intValue: string }
  | { doubleValue: number }
  | { arrayValue: { values: AnyValue[] } }
  | { kvlistValue: { values: KeyValue[] } }
  | Record<string, never>

/** An attribute as OTLP/JSON writes it. */
export interface KeyValue {
  key: string
  value: AnyValue
}

/**
 * A JSON value as OTLP/JSON writes it.
 *
 *     7 → { intValue: '7' }    ['a', null] → { arrayValue: { values: [{ stringValue: 'a' }, {}] } }
 */
export function writeAnyValue(value: unknown): AnyValue {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  }
  if (Array.isArray(value)) return { arrayValue: { values: value.map(writeAnyValue) } }
  if (typeof value === 'object' && value !== null) return { kvlistValue: { values: writeAttributes(value) } }
  return {}
}

/** Attributes as OTLP/JSON writes them, without those that are undefined. */
export function writeAttributes(attributes: object): KeyValue[] {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ key, value: writeAnyValue(value) }))
}
