import { type AttributeValue, diag } from '@opentelemetry/api'
import { recordingSpan } from './recording-span.ts'

/** The span's own list of what becomes an annotation. */
const ANNOTATIONS = 'aws.xray.annotations'

/**
 * Annotates the active span: its document gets `annotations[key]`, which X-Ray indexes and finds by
 * `annotation[key] = value`. Characters of the key beside letters, digits, `_` and `.` become `_`. Where no span is
 * recorded, nothing happens.
 *
 *     annotate('tier', 'gold')   // "annotations":{"tier":"gold"}
 *
 * @param value text (1,000 characters of it), a number or a boolean; anything else is refused by a warning through `diag`
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-annotations
 */
export function annotate(key: string, value: string | number | boolean): void {
  const span = recordingSpan()
  if (!span) return
  if (!isAnnotation(value)) {
    diag.warn(`spanray: cannot annotate '${key}': X-Ray indexes text, numbers and booleans; use metadata()`)
    return
  }
  span.setAttribute(key, value)
  const keys = listOf(span.attributes?.[ANNOTATIONS])
  if (!keys.includes(key)) span.setAttribute(ANNOTATIONS, [...keys, key])
}

function isAnnotation(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}

function listOf(value: AttributeValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
