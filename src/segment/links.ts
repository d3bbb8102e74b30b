import { toXRayTraceId } from '../ids/index.ts'
import { anyValue } from './any-value.ts'
import type { EndedSpan } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-tracelinking.html */
const MAX_LINKS = 20

/**
 * Writes the `links` block: the traces that led to this one, or nothing when none did. At most 20.
 *
 *     → "links":[{"trace_id":"1-6921746b-5ac69fc467c01f3a268dc236","id":"53995c3f42cd8ad8","attributes":{"queue":"orders"}}]
 */
export function writeLinks(json: JsonWriter, span: EndedSpan): void {
  if (span.links.length === 0) return
  const links = span.links.slice(0, MAX_LINKS).map(({ context, attributes }) => {
    const details =
      attributes && Object.keys(attributes).length > 0 ? `,"attributes":${anyValue(attributes)}` : ''
    return `{"trace_id":"${toXRayTraceId(context.traceId)}","id":"${context.spanId}"${details}}`
  })
  json.json('links', `[${links.join(',')}]`)
}
