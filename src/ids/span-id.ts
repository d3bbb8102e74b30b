const SPAN_ID = /^[0-9a-f]{16}$/i

/**
 * The span id in lower case, or `undefined` when the text is not 16 hex digits or stands for the invalid all-zero id.
 *
 *     53995C3F42cd8ad8 → 53995c3f42cd8ad8
 */
export function parseSpanId(text: string): string | undefined {
  return SPAN_ID.test(text) && /[^0]/.test(text) ? text.toLowerCase() : undefined
}

/**
 * An id made from a span's id by a fixed rule, so that a retry and every converter of the same span agree on it:
 * the service segment of a root that is no server (ordinal 0), and each of the span's exceptions (1, 2, …).
 * Never the span's own id and never all zeros.
 *
 *     ('53995c3f42cd8ad8', 1) → '78f67dfdb6a26c4c'
 */
export function deriveId(spanId: string, ordinal: number): string {
  const high = Number.parseInt(spanId.slice(0, 8), 16)
  const low = Number.parseInt(spanId.slice(8, 16), 16)
  const newLow = mix(low ^ Math.imul(ordinal + 1, 0x9e3779b1))
  const newHigh = mix(high ^ newLow)
  const id = hex32(newHigh) + hex32(newLow)
  return id === spanId || id === '0000000000000000' ? `${id.slice(0, 15)}${id.endsWith('1') ? '2' : '1'}` : id
}

/** MurmurHash3's 32-bit finaliser: every input bit moves every output bit, and no two inputs meet. */
function mix(word: number): number {
  let h = word ^ (word >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

const HEX_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function hex32(word: number): string {
  return (
    HEX_BYTES[word >>> 24]! +
    HEX_BYTES[(word >>> 16) & 255]! +
    HEX_BYTES[(word >>> 8) & 255]! +
    HEX_BYTES[word & 255]!
  )
}
