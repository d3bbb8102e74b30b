import { MAX_LINKS_OF_SEGMENT } from '../document/index.ts'
import { toXRayTraceId } from '../ids/index.ts'
import type { ConversionSettings } from './conversion-settings.ts'
import type { EndedSpan } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'
import { showableAttributes } from './showable-attribute.ts'

/** How many links of the span its document has no room for. */
export function linksLeftOut({ links }: EndedSpan): number {
  return Math.max(links.length - MAX_LINKS_OF_SEGMENT, 0)
}

/**
 * Writes the `links` block: the traces that led to this one, or nothing when none did. At most 20; the metadata say how
 * many there are beyond, as `otel.dropped_links_count`.
 *
 *     → "links":[{"trace_id":"1-6921746b-5ac69fc467c01f3a268dc236","id":"53995c3f42cd8ad8","attributes":{"queue":"orders"}}]
 */
export function writeLinks(json: JsonWriter, span: EndedSpan, settings: ConversionSettings): void {
  if (span.links.length === 0) return
  json.openList('links')
  for (const { attributes, context } of span.links.slice(0, MAX_LINKS_OF_SEGMENT)) {
    // An app in JavaScript may have linked to the context of no span.
    if (!context) continue
    json.beginItem()
    json.string('trace_id', toXRayTraceId(context.traceId))
    json.string('id', context.spanId)
    json.any('attributes', showableAttributes(attributes, settings))
    json.end()
  }
  json.closeList()
}
