import { deriveId, headerGapsOf, toXRayTraceId } from '../ids/index.ts'
import { writeAnnotations } from './annotations.ts'
import { isAwsCall, writeAwsCall } from './aws.ts'
import { writeCause, writeCauseReference } from './cause.ts'
import { Claims } from './claims.ts'
import { type DocumentScope, takeUser } from './document-scope.ts'
import { CLIENT, CONSUMER, type EndedSpan, PRODUCER, SERVER } from './ended-span.ts'
import { writeFlags } from './flags.ts'
import { isTraced, writeHttp } from './http.ts'
import type { JsonWriter } from './json-writer.ts'
import { writeLinks } from './links.ts'
import { writeMetadata } from './metadata.ts'
import { segmentName, subsegmentName } from './name.ts'
import { recurringSpans } from './recurring-spans.ts'
import { type ResourceText, resourceText } from './resource.ts'
import type { SpanNode } from './span-tree.ts'
import { writeSql } from './sql.ts'
import { wrapsDatabaseCall } from './wraps-database-call.ts'

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields */
const MAX_USER_CHARS = 250

/** What a span is in its document. */
export type Role =
  /** The service's part in the trace: its local root is a server or consumer. */
  | 'segment'
  /** A service's part in the trace, made up around a local root of any other kind, which stands in it as a subsegment. */
  | 'service segment'
  | 'subsegment'

/** A segment is a service, and only a service: whatever else begins in one is put into a segment that is made up. */
export function roleOf({ isLocalRoot, span }: SpanNode): Role {
  if (!isLocalRoot) return 'subsegment'
  return span.kind === SERVER || span.kind === CONSUMER ? 'segment' : 'service segment'
}

/** Writes the members of the span's segment. Never throws. Every attribute is somewhere in the outcome. */
export function writeSegment(json: JsonWriter, node: SpanNode, scope: DocumentScope): void {
  const resource = resourceText(node.span.resource)
  const known = recurringSpans(scope.settings).find(node, scope, resource)
  const name = known?.name ?? localServiceName(node) ?? resource.name
  writeHead(json, node, name, node.id)
  writeTrace(json, node)
  if (known) json.members(known.members)
  else writeAndKeep(json, node, scope, name, writeSegmentBody, resource)
}

/** Writes all that a segment says beside its name, ids and times. */
function writeSegmentBody(json: JsonWriter, node: SpanNode, scope: DocumentScope, name: string): void {
  const { claims, span } = node
  const resource = resourceText(span.resource)
  json.members(resource.members)
  writeHttp(json, span, claims, scope.settings)
  writeFlags(json, span, claims)
  writeCause(json, span, scope.repeated?.get(span))
  json.open('aws')
  writeSdk(json, resource, claims)
  writeAwsCall(json, claims, scope.settings)
  json.close()
  json.string('user', claims.fitted(scope.user, MAX_USER_CHARS, 'enduser.id'))
  takeUser(claims, scope)
  writeLinks(json, span, scope.settings)
  writeAnnotations(json, claims, scope, span.resource.attributes)
  writeMetadata(json, span, claims, scope.settings, name, resource.metadataMembers)
}

/** Writes the members of the span's subsegment. Never throws. Every attribute is somewhere in the outcome. */
export function writeSubsegment(json: JsonWriter, node: SpanNode, scope: DocumentScope): void {
  const known = recurringSpans(scope.settings).find(node, scope)
  const name = known?.name ?? subsegmentName(node.span, node.claims)
  writeHead(json, node, name, node.id)
  if (known) json.members(known.members)
  else writeAndKeep(json, node, scope, name, writeSubsegmentBody)
}

/** Writes all that a subsegment says beside its name, id and times. */
function writeSubsegmentBody(json: JsonWriter, node: SpanNode, scope: DocumentScope, name: string): void {
  const { claims, span } = node
  json.string('namespace', namespaceOf(node))
  json.flag('traced', isTraced(span, claims, scope.settings))
  writeHttp(json, span, claims, scope.settings)
  writeFlags(json, span, claims)
  writeCause(json, span, scope.repeated?.get(span))
  json.open('aws')
  writeAwsCall(json, claims, scope.settings)
  json.close()
  writeSql(json, claims, scope.settings)
  takeUser(claims, scope)
  // A local root's are on the segment that is made up around it.
  if (!node.isLocalRoot) writeLinks(json, span, scope.settings)
  writeAnnotations(json, claims, scope)
  writeMetadata(json, span, claims, scope.settings, name)
}

/** Writes the members of the segment that is made up around a local root which is no server. */
export function writeServiceSegment(json: JsonWriter, node: SpanNode, scope: DocumentScope): void {
  const { claims, span } = node
  const resource = resourceText(span.resource)
  writeHead(json, node, localServiceName(node) ?? resource.name, serviceSegmentId(node))
  writeTrace(json, node)
  json.members(resource.members)
  writeFlags(json, span, claims)
  writeCauseReference(json, span, scope.repeated?.get(span))
  json.open('aws')
  writeSdk(json, resource, claims)
  json.close()
  // What there is no room for is kept in the subsegment.
  json.string('user', claims.fitted(scope.user, MAX_USER_CHARS, 'enduser.id'))
  writeLinks(json, span, scope.settings)
  writeAnnotations(json, new Claims({}), scope, span.resource.attributes)
  json.open('metadata')
  json.open('default')
  json.members(resource.metadataMembers)
  json.close()
  json.close()
}

/** Writes all that a span says beside its name, ids and times, and has it kept for those that say the same. */
function writeAndKeep(
  json: JsonWriter,
  node: SpanNode,
  scope: DocumentScope,
  name: string,
  writeBody: typeof writeSubsegmentBody,
  resource?: ResourceText,
): void {
  const mark = json.mark()
  writeBody(json, node, scope, name)
  recurringSpans(scope.settings).keep(node, name, () => json.membersSince(mark), scope, resource)
}

/** Writes what an independent subsegment has beside the others. */
export function writeIndependence(json: JsonWriter, { span }: SpanNode): void {
  json.string('type', 'subsegment')
  json.string('trace_id', toXRayTraceId(span.spanContext().traceId))
  json.string('parent_id', span.parentSpanContext?.spanId)
}

/** The id of the segment that is made up around a local root: the same each time. */
export function serviceSegmentId({ id }: SpanNode): string {
  return deriveId(id, 0)
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
  json.string('name', name)
  json.string('id', id)
  json.time('start_time', span.startTime)
  if (typeof claims.peek('aws.xray.inprogress') === 'boolean') claims.take('aws.xray.inprogress')
  if (isInProgress) json.flag('in_progress', true)
  else json.time('end_time', span.endTime)
}

/** Writes who made the document and where it runs, and, where a trace begins, the sampling rule that took it. */
function writeSdk(json: JsonWriter, resource: ResourceText, claims: Claims): void {
  json.open('xray')
  json.members(resource.sdkMembers)
  json.string('sampling_rule_name', claims.string('aws.xray.sampling_rule_name'))
  json.close()
  json.members(resource.awsMembers)
}

function writeTrace(json: JsonWriter, { span }: SpanNode): void {
  json.string('trace_id', toXRayTraceId(span.spanContext().traceId))
  json.string('parent_id', callerOf(span))
}
