import { toXRayTraceId } from '../ids/index.ts'
import type { EndedSpan } from './ended-span.ts'
import { anyValue, array, member } from './json.ts'

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-tracelinking.html */
const MAX_LINKS = 20

/**
 * The `links` block: the traces that led to this one, or nothing when none did. At most 20.
 *
 *     → [{"trace_id":"1-6921746b-5ac69fc467c01f3a268dc236","id":"53995c3f42cd8ad8","attributes":{"queue":"orders"}}]
 */
export function linksBlock(span: EndedSpan): string {
  let links = ''
  for (const { context, attributes } of span.links.slice(0, MAX_LINKS)) {
    const details = attributes && Object.keys(attributes).length > 0 ? anyValue(attributes) : ''
    links += `,{"trace_id":"${toXRayTraceId(context.traceId)}","id":"${context.spanId}"${member('attributes', details)}}`
  }
  return array(links)
}
