import { isSpanMetadata } from '../document/index.ts'
import type { Claims } from './claims.ts'
import type { ConversionSettings } from './conversion-settings.ts'
import { CONSUMER, type EndedSpan, PRODUCER, STATUS_ERROR } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'
import { linksLeftOut } from './links.ts'
import { showableAttribute, showableAttributes } from './showable-attribute.ts'

const NO_MEMBERS = new Uint8Array(0)

/** Attributes with this prefix are namespaces of their own. */
const NAMESPACE_PREFIX = 'aws.xray.metadata.'

/** X-Ray keeps namespaces with this prefix for itself. */
const RESERVED_PREFIX = 'AWS.'

/** A longer text is no metadata that somebody reads. */
const MAX_PARSED_CHARS = 64_000

/**
 * Writes the `metadata` block: the attributes that nobody has taken, what the span says beside its attributes, and more
 * members that are JSON already, all in the namespace `default`; then the namespaces that the span names.
 *
 *     cart.items=3 aws.xray.metadata.cart={"total":7} → "metadata":{"default":{"cart.items":3},"cart":{"total":7}}
 *
 * @param name what the document calls the span: another name of its own is kept
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-annotations
 */
export function writeMetadata(
  json: JsonWriter,
  span: EndedSpan,
  claims: Claims,
  settings: ConversionSettings,
  name: string,
  moreMembers: Uint8Array = NO_MEMBERS,
): void {
  const namespaces = readNamespaces(claims)
  const { kept } = claims
  json.open('metadata')
  json.open('default')
  for (let index = 0; index < claims.size; index++) {
    if (!claims.isTakenAt(index))
      json.any(theirKey(claims.keyAt(index), kept), showableAttribute(claims, index, settings))
  }
  if (kept) for (const [key, text] of kept) json.string(key, text)
  const members = namespaces?.get('default')
  if (members) writeMembers(json, members, claims)
  writeSpanFacts(json, span, claims, settings, name)
  json.members(moreMembers)
  json.close()
  if (namespaces)
    for (const [namespace, object] of namespaces) if (namespace !== 'default') json.any(namespace, object)
  json.close()
}

/** A key of the user's: where it is one of ours, or a whole text is kept under it, two members would have it. */
function theirKey(key: string, kept: Claims['kept']): string {
  return isSpanMetadata(key) || kept?.has(key) ? `attribute.${key}` : key
}

/** What OpenTelemetry's span says beside its attributes, under the names that its specification has for them. */
function writeSpanFacts(
  json: JsonWriter,
  span: EndedSpan,
  claims: Claims,
  settings: ConversionSettings,
  name: string,
): void {
  const { instrumentationScope: scope, kind, status } = span
  if (span.name !== name && !isToldElsewhere(span.name, claims)) json.any('otel.span.name', span.name)
  if (kind === PRODUCER || kind === CONSUMER)
    json.string('otel.span.kind', kind === PRODUCER ? 'PRODUCER' : 'CONSUMER')
  // What an instrumentation package writes shows whose it is, and so does what we trace ourselves.
  if (scope?.name && !isInstrumentation(scope.name)) {
    json.string('otel.scope.name', scope.name)
    json.string('otel.scope.version', scope.version || undefined)
  }
  if (status.message && !isInCause(span)) json.string('otel.status_description', status.message)
  const dropped = (span.droppedAttributesCount ?? 0) + claims.leftOut
  json.number('otel.dropped_attributes_count', dropped || undefined)
  json.number('otel.dropped_events_count', span.droppedEventsCount || undefined)
  json.number('otel.dropped_links_count', (span.droppedLinksCount ?? 0) + linksLeftOut(span) || undefined)
  writeEvents(json, span, settings)
}

/** Scopes of instrumentation packages that have been seen: an app has a handful. */
const knownInstrumentations = new Set<string>()

function isInstrumentation(scopeName: string): boolean {
  if (knownInstrumentations.has(scopeName)) return true
  if (!scopeName.startsWith('@opentelemetry/instrumentation') && scopeName !== 'spanray') return false
  if (knownInstrumentations.size < 100) knownInstrumentations.add(scopeName)
  return true
}

/** Whether an instrumentation made the span's name of what stands in the document: `GET`, `S3.PutObject`. */
function isToldElsewhere(name: unknown, claims: Claims): boolean {
  if (name === claims.peek('http.request.method') || name === claims.peek('http.method')) return true
  const service = claims.peekText('rpc.service')
  const method = claims.peekText('rpc.method')
  return (
    typeof name === 'string' &&
    service !== undefined &&
    method !== undefined &&
    name.length === service.length + method.length + 1 &&
    name.startsWith(service) &&
    name.endsWith(method)
  )
}

/** Whether the status message is written as the cause, by itself or as an exception's. */
function isInCause({ events, status }: EndedSpan): boolean {
  const exceptions = events.filter(event => event.name === 'exception')
  if (exceptions.length === 0) return status.code === STATUS_ERROR
  return exceptions.some(({ attributes }) => attributes?.['exception.message'] === status.message)
}

/** Events beside exceptions, which are the cause. */
function writeEvents(json: JsonWriter, { events }: EndedSpan, settings: ConversionSettings): void {
  if (events.length === 0 || events.every(event => event.name === 'exception')) return
  json.openList('otel.span.events')
  for (const { attributes, name, time } of events) {
    if (name === 'exception') continue
    json.beginItem()
    json.any('name', name)
    if (time) json.time('time', time)
    json.any('attributes', showableAttributes(attributes, settings))
    json.end()
  }
  json.closeList()
}

/** The namespaces that the span names, or `undefined`. Claims what is an object; the rest stays as it is. */
function readNamespaces(claims: Claims): Map<string, object> | undefined {
  let namespaces: Map<string, object> | undefined
  for (let index = 0; index < claims.size; index++) {
    if (claims.isTakenAt(index)) continue
    const key = claims.keyAt(index)
    if (!key.startsWith(NAMESPACE_PREFIX)) continue
    const namespace = key.slice(NAMESPACE_PREFIX.length)
    const members = asObject(claims.valueAt(index))
    if (namespace === '' || namespace.startsWith(RESERVED_PREFIX) || members === undefined) continue
    namespaces ??= new Map()
    const name = namespace.toLowerCase() === 'default' ? 'default' : namespace
    // Of two spellings of the default namespace the second stays an attribute.
    if (namespaces.has(name)) continue
    namespaces.set(name, members)
    claims.takeAt(index)
  }
  return namespaces
}

function asObject(value: unknown): object | undefined {
  try {
    const object = typeof value === 'string' && value.length <= MAX_PARSED_CHARS ? JSON.parse(value) : value
    // A copy, as whose getters have been called.
    return typeof object === 'object' && object !== null && !Array.isArray(object) ? { ...object } : undefined
  } catch {
    return undefined
  }
}

/** Members of the default namespace, unless an attribute has the same key. */
function writeMembers(json: JsonWriter, members: object, claims: Claims): void {
  for (const [key, value] of Object.entries(members)) {
    if (claims.peek(key) === undefined) json.any(theirKey(key, claims.kept), value)
  }
}
