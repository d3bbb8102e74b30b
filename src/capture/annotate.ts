import { type AttributeValue, diag } from '@opentelemetry/api'
import { recordingSpan } from './recording-span.ts'

/** The span's own list of what becomes an annotation. */
const ANNOTATIONS = 'aws.xray.annotations'

/** Keys that were warned of. */
const warned = new Set<string>()
const MAX_WARNED_KEYS = 100

/**
 * Annotates the active span: its document gets `annotations[key]`, which X-Ray indexes and finds by
 * `annotation[key] = value`. Characters of the key beside letters, digits, `_` and `.` become `_`. Where no span is
 * recorded, nothing happens.
 *
 *     annotate('tier', 'gold')   // "annotations":{"tier":"gold"}
 *
 * @param value text (1,000 characters of it), a number or a boolean; anything else is refused, by one
 *   warning for each key through `diag`
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-annotations
 */
export function annotate(key: string, value: string | number | boolean): void {
  const span = recordingSpan()
  if (!span) return
  if (!isAnnotation(value)) {
    warnOnce(key, value)
    return
  }
  span.setAttribute(key, value)
  const keys = listOf(span.attributes?.[ANNOTATIONS])
  if (!keys.includes(key)) span.setAttribute(ANNOTATIONS, [...keys, key])
}

function isAnnotation(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)
}

/** Once for a key: `annotate('user', request.user?.id)` is called by every request. */
function warnOnce(key: string, value: unknown): void {
  if (warned.has(key) || warned.size >= MAX_WARNED_KEYS) return
  warned.add(key)
  diag.warn(
    `spanray: cannot annotate '${key}': the value is ${kindOf(value)}, and X-Ray indexes text, finite numbers and booleans; ` +
      'leave it out, or use metadata()',
  )
}

function kindOf(value: unknown): string {
  if (value === null || typeof value === 'number') return String(value)
  if (typeof value !== 'object') return typeof value
  return Array.isArray(value) ? 'a list' : 'an object'
}

function listOf(value: AttributeValue | undefined): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
