/** Characters that JSON text can't hold as they are, and surrogates, which may be unpaired. */
const NEEDS_CARE = /[\u0000-\u001f"\\\ud800-\udfff]/

/** A text as JSON. An unpaired surrogate, which is not Unicode, becomes U+FFFD. */
export function quote(text: string): string {
  return NEEDS_CARE.test(text) ? JSON.stringify(text.toWellFormed()) : `"${text}"`
}

/** How far into a value we look: levels, and objects and arrays in all. Cycles end here as well. */
const MAX_DEPTH = 16
const MAX_CONTAINERS = 2000

/**
 * Any value as JSON; never throws and always ends. What JSON has no word for is told in its own: `NaN` and `Infinity`
 * by name, a BigInt by its digits, bytes in base64, a function, a cycle or anything too deep in brackets. `undefined`
 * gives nothing.
 */
export function anyValue(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      return Number.isFinite(value) ? `${value}` : `"${value}"`
    case 'boolean':
      return value ? 'true' : 'false'
    case 'undefined':
      return ''
    default:
      return rareValue(value, 0, { containers: 0 })
  }
}

function rareValue(value: unknown, depth: number, seen: { containers: number }): string {
  if (value === null) return 'null'
  if (typeof value === 'bigint') return `"${value}"`
  if (typeof value !== 'object')
    return typeof value === 'function' || typeof value === 'symbol' ? `"[${typeof value}]"` : anyValue(value)
  if (depth >= MAX_DEPTH || ++seen.containers > MAX_CONTAINERS) return '"[too deep]"'
  try {
    if (value instanceof Uint8Array)
      return `"${Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64')}"`
    return Array.isArray(value) ? items(value, depth, seen) : entries(value, depth, seen)
  } catch {
    return '"[unreadable]"'
  }
}

function items(values: readonly unknown[], depth: number, seen: { containers: number }): string {
  let json = ''
  for (const value of values) json += `,${rareValue(value, depth + 1, seen) || 'null'}`
  return `[${json.slice(1)}]`
}

function entries(values: object, depth: number, seen: { containers: number }): string {
  let json = ''
  for (const [key, value] of Object.entries(values)) {
    const text = rareValue(value, depth + 1, seen)
    if (text !== '') json += `,${quote(key)}:${text}`
  }
  return `{${json.slice(1)}}`
}
