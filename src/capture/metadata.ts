import { diag } from '@opentelemetry/api'
import { asJson } from './as-json.ts'
import { recordingSpan } from './recording-span.ts'

/** Attributes with this prefix hold a namespace each, as JSON. */
const NAMESPACE_PREFIX = 'aws.xray.metadata.'

/** A longer text is not read as JSON when the document is made. */
const MAX_NAMESPACE_CHARS = 64_000

/**
 * Puts a value into the metadata of the active span: its document gets `metadata[namespace][key]`, which is shown and
 * not indexed. The same key again replaces the value. Where no span is recorded, nothing happens.
 *
 *     metadata('cart', { items: 3 }, 'shop')   // "metadata":{"shop":{"cart":{"items":3}}}
 *
 * @param value what JSON can say, and errors, maps, sets, big integers and circles as {@link asJson} has them. All values of a
 *   namespace together have at most 64,000 characters; one more is refused by a warning through `diag`
 * @param namespace @default {'default'} not beginning with `AWS.`, which X-Ray keeps for itself
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-annotations
 */
export function metadata(key: string, value: unknown, namespace = 'default'): void {
  const span = recordingSpan()
  if (!span) return
  const attribute = NAMESPACE_PREFIX + namespace
  const text = JSON.stringify({ ...members(span.attributes?.[attribute]), [key]: asJson(value) })
  if (text.length <= MAX_NAMESPACE_CHARS) span.setAttribute(attribute, text)
  else
    diag.warn(
      `spanray: cannot add metadata '${key}': namespace ${namespace} would have ${text.length.toLocaleString('en')} ` +
        `characters, ${MAX_NAMESPACE_CHARS.toLocaleString('en')} are allowed; add less, or to another namespace`,
    )
}

/** What the namespace holds so far. */
function members(text: unknown): object {
  try {
    return JSON.parse(text as string)
  } catch {
    return {}
  }
}
