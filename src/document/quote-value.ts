const MAX_QUOTED_CHARS = 60

/**
 * A value as an error message shows it: text in quotes and shortened to 60 characters, with nothing in it that a
 * terminal would obey.
 *
 *     'Payments\u001b[2J' → '"Payments\\u001b[2J"'    [1, 2] → 'a list'    null → 'null'    undefined → 'missing'
 */
export function quoteValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  if (value === undefined) return 'missing'
  if (typeof value !== 'string') return String(value)
  // Cut before the escaping (a document can be one long string), then by code point, so that no pair is halved.
  const chars = [...value.slice(0, 2 * MAX_QUOTED_CHARS)]
  const isCut = chars.length > MAX_QUOTED_CHARS || value.length > 2 * MAX_QUOTED_CHARS
  const kept = chars.slice(0, MAX_QUOTED_CHARS).join('')
  const escaped = JSON.stringify(kept).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeChar)
  return isCut ? `${escaped.slice(0, -1)}…"` : escaped
}

function escapeChar(char: string): string {
  return `\\u{${char.codePointAt(0)?.toString(16)}}`
}
