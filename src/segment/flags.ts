import { type EndedSpan, STATUS_ERROR } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'

/**
 * Writes whose doing it was; only what is true. The HTTP status decides where there is one, whatever
 * the span's own status says.
 *
 *     429 → "error":true,"throttle":true    404 → "error":true    503 → "fault":true
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-errors
 */
export function writeFlags(json: JsonWriter, span: EndedSpan): void {
  const { attributes } = span
  const status = Number(attributes['http.response.status_code'] ?? attributes['http.status_code'])
  const isError = status >= 400 && status < 500
  json.flag('error', isError)
  json.flag('throttle', status === 429)
  json.flag('fault', (status >= 500 && status < 600) || (!isError && span.status.code === STATUS_ERROR))
}
