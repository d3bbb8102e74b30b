/**
 * Whether spanray writes of the span itself, or of its resource, under this key of the metadata's default namespace: its
 * name and kind, its library, what was dropped. An attribute of that name is another thing, and is written as
 * `attribute.<key>`.
 *
 *     'otel.span.name' → true    'otel.span.color' → false
 */
export function isSpanMetadata(key: string): boolean {
  return key.startsWith('otel.') && SPAN_METADATA.test(key)
}

const SPAN_METADATA =
  /^otel\.(?:resource\..*|span\.(?:name|kind|events)|scope\.(?:name|version)|status_description|dropped_(?:attributes|events|links)_count)$/s
