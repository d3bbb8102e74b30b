import { gunzipSync, inflateSync } from 'node:zlib'

/** A body that is over the limit once it is inflated. */
export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

const INFLATERS = new Map([
  ['gzip', gunzipSync],
  ['x-gzip', gunzipSync],
  ['deflate', inflateSync],
])

/** Whether bodies of this encoding are read. */
export function isKnownEncoding(encoding: string): boolean {
  return encoding === 'identity' || INFLATERS.has(encoding)
}

/**
 * The bytes of a body as they were before somebody compressed them. One body is inflated at a time, so that many small
 * ones can't grow large together.
 *
 * @param encoding `identity`, `gzip` or `deflate`
 * @throws TooLarge when there are over `maxBytes`; an error of zlib when the bytes are not of this encoding
 */
export function inflateBody(body: Buffer, encoding: string, maxBytes: number): Buffer {
  const inflate = INFLATERS.get(encoding)
  if (!inflate) return body
  try {
    return inflate(body, { maxOutputLength: maxBytes })
  } catch (error) {
    if (error instanceof RangeError) throw new TooLarge()
    throw error
  }
}
