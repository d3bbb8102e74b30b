/** The words of all fragments, one behind the other: in one place they stay close at hand. */
export let fragmentWords: Float64Array = new Float64Array(4096)
let wordsEnd = 0

/**
 * A short text that is written again and again, as numbers of eight bytes each: these are written at once.
 *
 * @param text without DEL: with what follows it, it may be the bits of a NaN, which need not come out as they went in
 */
export class Fragment {
  /** Where its words are in `fragmentWords`. */
  readonly start: number
  readonly end: number
  /** Bytes of the text; the last word may be longer. */
  readonly length: number

  constructor(text: string) {
    const bytes = Buffer.from(text)
    const padded = new DataView(new ArrayBuffer(Math.ceil(bytes.length / 8) * 8))
    for (const [at, byte] of bytes.entries()) padded.setUint8(at, byte)
    this.length = bytes.length
    this.start = wordsEnd
    this.end = wordsEnd + padded.byteLength / 8
    if (this.end > fragmentWords.length) fragmentWords = grown(fragmentWords, this.end)
    for (let at = 0; at < padded.byteLength; at += 8) fragmentWords[wordsEnd++] = padded.getFloat64(at)
  }
}

function grown(words: Float64Array, atLeast: number): Float64Array {
  const larger = new Float64Array(Math.max(words.length * 2, atLeast))
  larger.set(words)
  return larger
}
