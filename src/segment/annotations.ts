import type { Claims } from './claims.ts'
import { cutText } from './cut-text.ts'
import { type DocumentScope, USER_KEYS } from './document-scope.ts'
import type { Attributes } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'
import { showableAttribute } from './showable-attribute.ts'

/** Characters of an annotation's text, and of its name. */
const MAX_TEXT_CHARS = 1000
const MAX_NAME_CHARS = 500

/** How a resource's attributes are called when they are asked for. */
const RESOURCE_PREFIX = 'otel.resource.'

/** Attributes by the name that each has as an annotation. */
type Annotations = Map<string, { key: string; value: string | number | boolean }>

/**
 * Writes the `annotations` block: the attributes that are indexed by the user's wish, or that the span names in
 * `aws.xray.annotations`, and a segment's attributes of the resource. What another block has taken becomes an annotation
 * only where it is wished for by its name. At most 50 in a document, their texts cut at 1,000 characters; what is no
 * text, number or boolean, or finds no room, stays for the metadata, and so does the whole of a text that is cut.
 *
 *     aws.xray.annotations=[tier] tier=gold → "annotations":{"tier":"gold"}
 *
 * @param resource the resource's attributes, where they may be annotated: on a segment
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-annotations
 */
export function writeAnnotations(
  json: JsonWriter,
  claims: Claims,
  scope: DocumentScope,
  resource?: Attributes,
): void {
  const indexed = scope.settings.indexedAttributes
  const named = namedAttributes(claims)
  const user = unliftedUser(claims, scope)
  if (indexed.size === 0 && named.size === 0 && user === undefined) return

  const annotations: Annotations = new Map()
  for (let index = 0; index < claims.size; index++) {
    const key = claims.keyAt(index)
    const isWished = indexed.has(key) || named.has(key) || key === user
    if (isWished || (indexed.has('*') && !claims.isTakenAt(index)))
      add(annotations, key, showableAttribute(claims, index, scope.settings))
  }
  if (indexed.size > 0) {
    for (const key in resource) {
      const name = RESOURCE_PREFIX + key
      if (indexed.has(name) || indexed.has('*')) add(annotations, name, resource[key])
    }
  }
  json.open('annotations')
  for (const [name, { key, value }] of withinRoom(annotations, scope)) {
    const isLong = typeof value === 'string' && value.length > MAX_TEXT_CHARS
    json.any(name, isLong ? cutText(value, MAX_TEXT_CHARS) : value)
    // Of a text that is cut, the whole stays for the metadata.
    if (!isLong) claims.take(key)
  }
  json.close()
}

const NONE: ReadonlySet<unknown> = new Set()

/** The keys that the span itself wants to have indexed. Claims the list. */
function namedAttributes(claims: Claims): ReadonlySet<unknown> {
  const named = claims.peek('aws.xray.annotations')
  if (!Array.isArray(named)) return NONE
  claims.take('aws.xray.annotations')
  return new Set(named)
}

/** The key of a user who does not stand on the document's segment, and should be found all the same. */
function unliftedUser(claims: Claims, { user }: DocumentScope): string | undefined {
  for (const key of USER_KEYS) {
    const value = claims.peekText(key)
    if (value !== undefined && value !== user && !claims.isTaken(key)) return key
  }
  return undefined
}

/** Where two keys come to the same name, the one that is spelt like it has it, else the one that sorts first. */
function add(annotations: Annotations, key: string, attribute: unknown): void {
  const value = annotationValue(attribute)
  const name = annotationName(key)
  if (value === undefined || name === '' || name.length > MAX_NAME_CHARS) return
  const holder = annotations.get(name)?.key
  if (holder === undefined || key === name || (holder !== name && key < holder))
    annotations.set(name, { key, value })
}

/** Where there are too many, those whose names sort first, so that the same ones are found each time. */
function withinRoom(annotations: Annotations, scope: DocumentScope): Annotations {
  const room = scope.annotationsLeft
  scope.annotationsLeft = Math.max(0, room - annotations.size)
  if (annotations.size <= room) return annotations
  return new Map([...annotations].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, room))
}

function annotationValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  return typeof value === 'string' || typeof value === 'boolean' ? value : undefined
}

/** The key with `_` for each character that X-Ray does not take: it takes letters, digits, `_` and `.`. */
function annotationName(key: string): string {
  return key.replace(/[^0-9A-Za-z_.]/g, '_')
}
