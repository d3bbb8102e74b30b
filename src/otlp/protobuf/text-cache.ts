/** Keys, names and values that come again; longer texts seldom do. */
const MAX_CACHED_CHARS = 64
const SLOTS = 8192

/**
 * Reads texts from bytes, and gives those that it has read lately without making them again: the keys of attributes are
 * the same in every span, and making a string costs more than looking at its bytes.
 */
export class TextCache {
  readonly #slots: (string | undefined)[] = new Array(SLOTS).fill(undefined)

  /** The UTF-8 text from `start` up to `end`. */
  read(bytes: Buffer, start: number, end: number): string {
    const length = end - start
    if (length === 0) return ''
    if (length > MAX_CACHED_CHARS) return bytes.toString('utf8', start, end)
    let hash = length
    for (let at = start; at < end; at++) {
      const byte = bytes[at]!
      if (byte >= 0x80) return bytes.toString('utf8', start, end)
      hash = (Math.imul(hash, 31) + byte) | 0
    }
    const slot = (hash ^ (hash >>> 13)) & (SLOTS - 1)
    const known = this.#slots[slot]
    if (known !== undefined && isText(known, bytes, start, length)) return known
    const text = bytes.toString('latin1', start, end)
    this.#slots[slot] = text
    return text
  }
}

function isText(text: string, bytes: Buffer, start: number, length: number): boolean {
  if (text.length !== length) return false
  for (let at = 0; at < length; at++) if (text.charCodeAt(at) !== bytes[start + at]) return false
  return true
}
