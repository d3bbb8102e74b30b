import type { Claims } from './claims.ts'
import type { EndedSpan } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'

/** Annotations X-Ray indexes in a trace. @see https://docs.aws.amazon.com/general/latest/gr/xray.html */
const MAX_ANNOTATIONS = 50

/** Characters of an annotation's text. */
const MAX_ANNOTATION_CHARS = 1000

/** Keys of attributes that become annotations beside those that the span itself names: `*` for all. */
export type IndexedAttributes = ReadonlySet<string>

/**
 * Writes the `annotations` block: the attributes that are indexed by the user's wish, or that the span names in
 * `aws.xray.annotations`. What a block has taken becomes an annotation only where it is wished for by name. At most 50,
 * their texts cut at 1,000 characters; what is no text, number or boolean stays for the metadata.
 *
 *     aws.xray.annotations=[tier] tier=gold → "annotations":{"tier":"gold"}
 */
export function writeAnnotations(
  json: JsonWriter,
  span: EndedSpan,
  claims: Claims,
  indexed: IndexedAttributes,
): void {
  const { attributes } = span
  const named = attributes['aws.xray.annotations']
  if (indexed.size === 0 && !Array.isArray(named)) return
  if (Array.isArray(named)) claims.take('aws.xray.annotations')
  const written = new Set<string>()
  json.open('annotations')
  for (const key in attributes) {
    const isWished = indexed.has(key) || (Array.isArray(named) && named.includes(key))
    if (!isWished && (claims.isTaken(key) || !indexed.has('*'))) continue
    const value = annotationValue(attributes[key])
    const name = annotationKey(key)
    if (value === undefined || written.has(name) || written.size === MAX_ANNOTATIONS) continue
    json.any(name, value)
    written.add(name)
    claims.take(key)
  }
  json.close()
}

/**
 * Writes the `metadata` block: the attributes that nobody has taken, and more members that are JSON already.
 *
 *     cart.items=3 → "metadata":{"default":{"cart.items":3}}
 */
export function writeMetadata(
  json: JsonWriter,
  span: EndedSpan,
  claims: Claims,
  name: string,
  moreMembers = '',
): void {
  json.open('metadata')
  json.open('default')
  for (const key in span.attributes) if (!claims.isTaken(key)) json.any(key, span.attributes[key])
  if (span.name !== name) json.string('otel.span.name', span.name)
  json.members(moreMembers)
  json.close()
  json.close()
}

function annotationValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'string') return value.slice(0, MAX_ANNOTATION_CHARS)
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value
  return undefined
}

/** A key X-Ray takes: letters, digits, `_` and `.`. */
function annotationKey(key: string): string {
  return key.replace(/[^0-9A-Za-z_.]/g, '_')
}
