import type { Claims } from './claims.ts'
import type { EndedSpan } from './ended-span.ts'
import { anyValue, string } from './json.ts'

/** Annotations X-Ray indexes in a trace. @see https://docs.aws.amazon.com/general/latest/gr/xray.html */
const MAX_ANNOTATIONS = 50

/** Characters of an annotation's text. */
const MAX_ANNOTATION_CHARS = 1000

/** Which attributes become annotations beside those that the span itself names: `*` for all. */
export type IndexedAttributes = ReadonlySet<string>

/**
 * The attributes that no block has taken: those that are indexed as annotations, the rest as metadata, as members of
 * their objects.
 *
 *     aws.xray.annotations=[tier] tier=gold cart.items=3
 *     → { annotations: ',"tier":"gold"', metadata: ',"cart.items":3' }
 */
export function remainingAttributes(
  span: EndedSpan,
  claims: Claims,
  indexed: IndexedAttributes,
): { annotations: string; metadata: string } {
  const named = span.attributes['aws.xray.annotations']
  const isNamed = Array.isArray(named)
  if (isNamed) claims.take('aws.xray.annotations')
  const indexAll = indexed.has('*')
  let annotations = ''
  let metadata = ''
  let count = 0
  for (const key in span.attributes) {
    if (claims.isTaken(key) && !indexed.has(key)) continue
    const value = span.attributes[key]
    const isIndexed = indexAll || indexed.has(key) || (isNamed && named.includes(key))
    if (isIndexed && count < MAX_ANNOTATIONS && isScalar(value)) {
      annotations += `,${string(annotationKey(key))}:${annotationValue(value)}`
      count++
    } else if (!claims.isTaken(key)) {
      const json = anyValue(value)
      if (json !== '') metadata += `,${string(key)}:${json}`
    }
  }
  return { annotations, metadata }
}


function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))
}

function annotationValue(value: string | number | boolean): string {
  return typeof value === 'string' ? string(value.slice(0, MAX_ANNOTATION_CHARS)) : `${value}`
}

/** A key X-Ray takes: letters, digits, `_` and `.`. */
function annotationKey(key: string): string {
  return key.replace(/[^0-9A-Za-z_.]/g, '_')
}
