import {
  isInProgress,
  mergeDocuments,
  type ReceivedDocument,
  type Segment,
  type Subsegment,
} from '../document/index.ts'
import { deriveId } from '../ids/index.ts'
import { keptResourceAttributes, resourceAttributes } from './from-documents/resource-attributes.ts'
import { isSubsegment, spanAttributes } from './from-documents/span-attributes.ts'
import { type OtlpEvent, spanEvents } from './from-documents/span-events.ts'
import { type KeyValue, writeAttributes } from './from-documents/write-any-value.ts'
import { writeNanos } from './from-documents/write-nanos.ts'

/** A request of OTLP/JSON to export spans. */
export interface OtlpJsonRequest {
  resourceSpans: ResourceSpans[]
}

interface ResourceSpans {
  resource: { attributes: KeyValue[] }
  scopeSpans: { scope: { name: string; version?: string }; spans: OtlpJsonSpan[] }[]
}

interface OtlpJsonSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  flags: number
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: KeyValue[]
  events: OtlpEvent[]
  links: { traceId: string; spanId: string; attributes: KeyValue[] }[]
  droppedAttributesCount?: number
  droppedEventsCount?: number
  droppedLinksCount?: number
  status: { code?: number; message?: string }
}

// Numbers of OpenTelemetry's protocol.
const INTERNAL = 1
const SERVER = 2
const CLIENT = 3
const PRODUCER = 4
const CONSUMER = 5
const ERROR = 2
const SAMPLED = 0x01
const KNOWS_IS_REMOTE = 0x100
const IS_REMOTE = 0x200

/**
 * The spans that segment documents tell of, as a request of OTLP/JSON: one for each segment and subsegment, under the
 * resource of its service. Fields go back into the attributes that they are made of. What X-Ray inferred is left out, and
 * so is a segment that spanray has made up around a call or a job: they are no spans of anybody.
 *
 *     [segment shop { http: { request: { method: 'GET', … } } }]
 *     → { resourceSpans: [{ resource: { attributes: [service.name shop] }, scopeSpans: [{ spans: [{ name: 'GET', kind: 2, … }] }] }] }
 *
 * @see https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding
 */
export function documentsToOtlp(documents: Iterable<ReceivedDocument>): OtlpJsonRequest {
  const byResource = new Map<string, ResourceSpans>()
  for (const document of mergeDocuments(documents)) {
    if (document.type === undefined && document.inferred) continue
    const ofResource = document.type === undefined ? resourceAttributes : keptResourceAttributes
    const attributes = writeAttributes(ofResource(document as Segment))
    const key = JSON.stringify(attributes)
    const group = byResource.get(key) ?? { resource: { attributes }, scopeSpans: [] }
    byResource.set(key, group)
    addSpans(document, group)
  }
  return { resourceSpans: [...byResource.values()] }
}

function addSpans(document: ReceivedDocument, group: ResourceSpans): void {
  const top = localRootIn(document) ?? document
  const waiting: { entity: Segment | Subsegment; parentId: string | undefined }[] = [
    { entity: top, parentId: document.parent_id },
  ]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { entity, parentId } = next
    const isLocalRoot = entity === top && document.type === undefined
    spansOfScope(entity, group).push(toSpan(entity, parentId, isLocalRoot, toTraceId(document.trace_id)))
    for (const child of entity.subsegments?.toReversed() ?? [])
      waiting.push({ entity: child, parentId: entity.id })
  }
}

/**
 * The subsegment around which spanray has made the segment up, as its local root is no server: the segment's id is made
 * from its, and nothing else is in it. It gets back what was lifted onto the segment.
 */
function localRootIn(document: ReceivedDocument): Subsegment | undefined {
  const { subsegments = [], links, aws, annotations } = document
  const [root] = subsegments
  if (document.type !== undefined || !root || subsegments.length > 1) return undefined
  if (deriveId(root.id, 0) !== document.id) return undefined
  return {
    ...root,
    ...(links && { links }),
    ...(aws?.xray && { aws: { ...root.aws, xray: aws.xray } }),
    ...(annotations && { annotations: { ...annotations, ...root.annotations } }),
    ...(document.user !== undefined && { user: document.user }),
  }
}

function spansOfScope(entity: Segment | Subsegment, { scopeSpans }: ResourceSpans): OtlpJsonSpan[] {
  const name = ownText(entity, 'otel.scope.name') ?? ''
  const version = ownText(entity, 'otel.scope.version')
  let found = scopeSpans.find(({ scope }) => scope.name === name && scope.version === version)
  if (!found) {
    found = { scope: { name, ...(version !== undefined && { version }) }, spans: [] }
    scopeSpans.push(found)
  }
  return found.spans
}

function toSpan(
  entity: Segment | Subsegment,
  parentId: string | undefined,
  isLocalRoot: boolean,
  traceId: string,
): OtlpJsonSpan {
  const status = statusOf(entity)
  const end = isInProgress(entity) ? entity.start_time : Math.max(entity.start_time, entity.end_time ?? 0)
  return {
    traceId,
    spanId: entity.id,
    ...(parentId !== undefined && { parentSpanId: parentId }),
    flags: SAMPLED | KNOWS_IS_REMOTE | (isLocalRoot && parentId !== undefined ? IS_REMOTE : 0),
    name: nameOf(entity),
    kind: kindOf(entity),
    startTimeUnixNano: writeNanos(entity.start_time),
    endTimeUnixNano: writeNanos(end),
    attributes: writeAttributes(spanAttributes(entity)),
    events: spanEvents(entity, status.message),
    links: (entity.links ?? []).map(({ trace_id, id, attributes = {} }) => ({
      traceId: toTraceId(trace_id),
      spanId: id,
      attributes: writeAttributes(attributes),
    })),
    ...droppedCounts(entity),
    status,
  }
}

function droppedCounts({
  metadata,
}: Segment | Subsegment): Pick<
  OtlpJsonSpan,
  'droppedAttributesCount' | 'droppedEventsCount' | 'droppedLinksCount'
> {
  const counts = (['attributes', 'events', 'links'] as const).flatMap(what => {
    const count = metadata?.default?.[`otel.dropped_${what}_count`]
    return Number.isSafeInteger(count) ? [[DROPPED[what], count]] : []
  })
  return Object.fromEntries(counts)
}

const DROPPED = {
  attributes: 'droppedAttributesCount',
  events: 'droppedEventsCount',
  links: 'droppedLinksCount',
}

/** Local work has the span's own name. Of calls and of services it is kept, unless the method says it. */
function nameOf(entity: Segment | Subsegment): string {
  const kept = ownText(entity, 'otel.span.name')
  if (kept !== undefined || kindOf(entity) === INTERNAL) return kept ?? entity.name
  const { aws, http, name } = entity
  const service = ownText(entity, 'rpc.service')
  return service && aws?.operation ? `${service}.${aws.operation}` : (http?.request?.method ?? name)
}

function kindOf(entity: Segment | Subsegment): number {
  const kind = ownText(entity, 'otel.span.kind')
  if (kind === 'CONSUMER') return CONSUMER
  if (kind === 'PRODUCER') return PRODUCER
  if (!isSubsegment(entity)) return SERVER
  return entity.namespace ? CLIENT : INTERNAL
}

/** A status of 4xx is no error of a server's. */
function statusOf(entity: Segment | Subsegment): OtlpJsonSpan['status'] {
  const { cause, fault, error, http } = entity
  const isServed = !isSubsegment(entity) && http?.response?.status !== undefined
  if (!fault && (!error || isServed)) return {}
  const thrown = typeof cause === 'object' ? cause.exceptions?.[0]?.message : undefined
  const message = ownText(entity, 'otel.status_description') ?? thrown
  return { code: ERROR, ...(message !== undefined && { message }) }
}

/** What spanray has written into the metadata of a document about its span. */
function ownText({ metadata }: Segment | Subsegment, key: string): string | undefined {
  const value = metadata?.default?.[key]
  return typeof value === 'string' ? value : undefined
}

/** `1-5759e988-bd862e3fe1be46a994272793` → `5759e988bd862e3fe1be46a994272793` */
function toTraceId(xrayTraceId: string): string {
  return xrayTraceId.slice(2).replace('-', '').toLowerCase()
}
