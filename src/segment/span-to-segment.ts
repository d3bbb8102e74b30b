import { deriveId, headerGapsOf, toXRayTraceId } from '../ids/index.ts'
import { writeAnnotations } from './annotations.ts'
import { epochSeconds } from './any-value.ts'
import { isAwsCall, writeAwsCall } from './aws.ts'
import { writeCause, writeCauseReference } from './cause.ts'
import { Claims } from './claims.ts'
import { type DocumentScope, takeUser } from './document-scope.ts'
import { CLIENT, CONSUMER, type EndedSpan, PRODUCER, SERVER } from './ended-span.ts'
import { writeFlags } from './flags.ts'
import { isTraced, writeHttp } from './http.ts'
import { JsonWriter } from './json-writer.ts'
import { writeLinks } from './links.ts'
import { writeMetadata } from './metadata.ts'
import { segmentName, subsegmentName } from './name.ts'
import { resourceText } from './resource.ts'
import type { SpanNode } from './span-tree.ts'
import { writeSql } from './sql.ts'
import { wrapsDatabaseCall } from './wraps-database-call.ts'

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields */
const MAX_USER_CHARS = 250

/** A segment or subsegment as text, still open at its end, where its subsegments go. */
export interface OpenDocument {
  readonly id: string
  readonly traceId: string
  /** `undefined` for a root. */
  readonly parentId: string | undefined
  readonly isSegment: boolean
  /** `{"name":…` without what only an independent subsegment says, and without the closing brace. */
  text: string
  readonly subsegments: OpenDocument[]
  /** 1, or 0 for a service's segment that no span of its own stands behind. */
  readonly spanCount: number
}

/**
 * The span as a subsegment; as a segment when it is the local root of a server or consumer; as a segment with a
 * subsegment in it when it is a local root of any other kind: a segment is a service, and only a service. With it come
 * the spans that are nested under it.
 *
 * Never throws. Every attribute is somewhere in the outcome.
 */
export function spanToSegment(node: SpanNode, scope: DocumentScope): OpenDocument {
  const { isLocalRoot, span } = node
  if (!isLocalRoot) return subsegment(node, span.parentSpanContext?.spanId, scope)
  if (span.kind === SERVER || span.kind === CONSUMER) return segment(node, scope)
  return serviceSegment(node, scope)
}

function segment(node: SpanNode, scope: DocumentScope): OpenDocument {
  const { claims, span } = node
  const { traceId, spanId } = span.spanContext()
  const resource = resourceText(span.resource)
  const name = localServiceName(node) ?? resource.name
  const parentId = callerOf(span)
  const json = new JsonWriter()
  writeSegmentHead(json, node, name, spanId, parentId)
  json.members(resource.members)
  writeHttp(json, span, claims, scope.settings)
  writeFlags(json, span, claims)
  writeCause(json, span, scope.repeated?.get(span))
  json.open('aws')
  json.members(resource.awsMembers)
  writeAwsCall(json, claims)
  json.close()
  json.string('user', claims.fitted(scope.user, MAX_USER_CHARS, 'enduser.id'))
  takeUser(claims, scope)
  writeLinks(json, span)
  writeAnnotations(json, claims, scope, span.resource.attributes)
  writeMetadata(json, span, claims, name, resource.metadataMembers)
  return {
    id: spanId,
    traceId,
    parentId,
    isSegment: true,
    text: json.finish(),
    subsegments: nested(node, scope),
    spanCount: 1,
  }
}

function subsegment(node: SpanNode, parentId: string | undefined, scope: DocumentScope): OpenDocument {
  const { claims, span } = node
  const { traceId, spanId } = span.spanContext()
  const name = subsegmentName(span, claims)
  const json = new JsonWriter()
  writeHead(json, node, name, spanId)
  json.string('namespace', namespaceOf(node))
  json.flag('traced', isTraced(span, claims, scope.settings))
  writeHttp(json, span, claims, scope.settings)
  writeFlags(json, span, claims)
  writeCause(json, span, scope.repeated?.get(span))
  json.open('aws')
  writeAwsCall(json, claims)
  json.close()
  writeSql(json, claims, scope.settings)
  takeUser(claims, scope)
  // A local root's are on the segment that is made up around it.
  if (!node.isLocalRoot) writeLinks(json, span)
  writeAnnotations(json, claims, scope)
  writeMetadata(json, span, claims, name)
  return {
    id: spanId,
    traceId,
    parentId,
    isSegment: false,
    text: json.finish(),
    subsegments: nested(node, scope),
    spanCount: 1,
  }
}

/**
 * The service's segment, made up around a root that is no server, which stands in it as a subsegment once it has ended.
 */
function serviceSegment(node: SpanNode, scope: DocumentScope): OpenDocument {
  const { claims, isInProgress, span } = node
  const { traceId, spanId } = span.spanContext()
  const id = deriveId(spanId, 0)
  const resource = resourceText(span.resource)
  const parentId = callerOf(span)
  const json = new JsonWriter()
  writeSegmentHead(json, node, localServiceName(node) ?? resource.name, id, parentId)
  json.members(resource.members)
  writeFlags(json, span, claims)
  writeCauseReference(json, span, scope.repeated?.get(span))
  json.open('aws')
  json.members(resource.awsMembers)
  json.close()
  json.string('user', scope.user?.slice(0, MAX_USER_CHARS))
  writeLinks(json, span)
  writeAnnotations(json, new Claims({}), scope, span.resource.attributes)
  json.open('metadata')
  json.open('default')
  json.members(resource.metadataMembers)
  json.close()
  json.close()
  const subsegments = isInProgress ? [] : [subsegment(node, id, scope)]
  return {
    id,
    traceId,
    parentId,
    isSegment: true,
    text: json.finish(),
    subsegments,
    spanCount: isInProgress ? 1 : 0,
  }
}

function nested({ children }: SpanNode, scope: DocumentScope): OpenDocument[] {
  return children.map(child => spanToSegment(child, scope))
}

/** The caller's subsegment, unless a load balancer's header named none. */
function callerOf(span: EndedSpan): string | undefined {
  return headerGapsOf(span.parentSpanContext)?.parent ? undefined : span.parentSpanContext?.spanId
}

function localServiceName({ claims, span }: SpanNode): string | undefined {
  const name = claims.peek('aws.local.service')
  return name === undefined ? undefined : segmentName(span.resource, name)
}

/** Whom a subsegment calls; nothing for local work, and for a database call that one nested in it makes. */
function namespaceOf({ children, claims, span }: SpanNode): 'aws' | 'remote' | undefined {
  if (isAwsCall(claims)) return 'aws'
  if (span.kind !== CLIENT && span.kind !== PRODUCER) return undefined
  return children.some(child => wrapsDatabaseCall(span, child.span)) ? undefined : 'remote'
}

function writeHead(
  json: JsonWriter,
  { claims, isInProgress, span }: SpanNode,
  name: string,
  id: string,
): void {
  json.plain('name', name)
  json.plain('id', id)
  json.json('start_time', epochSeconds(span.startTime))
  if (typeof claims.peek('aws.xray.inprogress') === 'boolean') claims.take('aws.xray.inprogress')
  if (isInProgress) json.flag('in_progress', true)
  else json.json('end_time', epochSeconds(span.endTime))
}

function writeSegmentHead(
  json: JsonWriter,
  node: SpanNode,
  name: string,
  id: string,
  parentId: string | undefined,
): void {
  writeHead(json, node, name, id)
  json.plain('trace_id', toXRayTraceId(node.span.spanContext().traceId))
  if (parentId !== undefined) json.plain('parent_id', parentId)
}
