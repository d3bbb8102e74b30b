import { deriveId, headerGapsOf, toXRayTraceId } from '../ids/index.ts'
import { type IndexedAttributes, remainingAttributes } from './annotations-and-metadata.ts'
import { awsCallMembers, isAwsCall } from './aws.ts'
import { causeBlock } from './cause.ts'
import { Claims } from './claims.ts'
import { CLIENT, CONSUMER, type EndedSpan, PRODUCER, SERVER } from './ended-span.ts'
import { flagMembers } from './flags.ts'
import { httpBlock } from './http.ts'
import { epochSeconds, member, object, string, stringMember } from './json.ts'
import { linksBlock } from './links.ts'
import { segmentName, subsegmentName } from './name.ts'
import { resourceText } from './resource.ts'
import { sqlBlock } from './sql.ts'

/** A segment or subsegment as text, still open at its end, where its subsegments go. */
export interface OpenDocument {
  readonly id: string
  readonly traceId: string
  /** `undefined` for a root. */
  readonly parentId: string | undefined
  readonly isSegment: boolean
  /** `{"name":…` without what only an independent subsegment says, and without the closing brace. */
  readonly text: string
  readonly subsegments: OpenDocument[]
  /** 1, or 0 for a service's segment that no span of its own stands behind. */
  readonly spanCount: number
}

/**
 * The span as a subsegment; as a segment when it is the local root of a server or consumer; as a segment with a
 * subsegment in it when it is a local root of any other kind: a segment is a service, and only a service.
 *
 * Never throws. Every attribute is somewhere in the outcome.
 */
export function spanToSegment(span: EndedSpan, isLocalRoot: boolean, indexed: IndexedAttributes): OpenDocument {
  if (!isLocalRoot) return subsegment(span, span.parentSpanContext?.spanId, indexed)
  if (span.kind === SERVER || span.kind === CONSUMER) return segment(span, indexed)
  return serviceSegment(span, indexed)
}

function segment(span: EndedSpan, indexed: IndexedAttributes): OpenDocument {
  const { traceId, spanId } = span.spanContext()
  const claims = new Claims(span.attributes)
  const resource = resourceText(span.resource)
  const name = localServiceName(span) ?? resource.name
  const user = claims.string('enduser.id', 'user.id')
  const blocks =
    member('http', httpBlock(span, claims)) +
    flagMembers(span, claims) +
    member('cause', causeBlock(span)) +
    member('aws', object(resource.awsMembers + awsCallMembers(claims))) +
    stringMember('user', user) +
    member('links', linksBlock(span))
  const rest = remainingAttributes(span, claims, indexed)
  const metadata = `${rest.metadata}${span.name === name ? '' : stringMember('otel.span.name', span.name)}${resource.metadataMembers}`
  const parentId = callerOf(span)
  return {
    id: spanId,
    traceId,
    parentId,
    isSegment: true,
    text: segmentHead(span, name, spanId, parentId) + resource.blocks + blocks + annotationsAndMetadata(rest.annotations, metadata),
    subsegments: [],
    spanCount: 1,
  }
}

function subsegment(span: EndedSpan, parentId: string | undefined, indexed: IndexedAttributes): OpenDocument {
  const { traceId, spanId } = span.spanContext()
  const claims = new Claims(span.attributes)
  const name = subsegmentName(span, claims)
  const namespace = isAwsCall(claims) ? 'aws' : span.kind === CLIENT || span.kind === PRODUCER ? 'remote' : undefined
  const blocks =
    member('http', httpBlock(span, claims)) +
    flagMembers(span, claims) +
    member('cause', causeBlock(span)) +
    member('aws', object(awsCallMembers(claims))) +
    member('sql', sqlBlock(claims)) +
    member('links', linksBlock(span))
  const rest = remainingAttributes(span, claims, indexed)
  const metadata = rest.metadata + (span.name === name ? '' : stringMember('otel.span.name', span.name))
  return {
    id: spanId,
    traceId,
    parentId,
    isSegment: false,
    text: head(span, name, spanId) + stringMember('namespace', namespace) + blocks + annotationsAndMetadata(rest.annotations, metadata),
    subsegments: [],
    spanCount: 1,
  }
}

/** The service's segment, made up around a root that is no server, which stands in it as a subsegment. */
function serviceSegment(span: EndedSpan, indexed: IndexedAttributes): OpenDocument {
  const { traceId, spanId } = span.spanContext()
  const id = deriveId(spanId, 0)
  const resource = resourceText(span.resource)
  const parentId = callerOf(span)
  const hasCause = causeBlock(span) !== ''
  return {
    id,
    traceId,
    parentId,
    isSegment: true,
    text:
      segmentHead(span, localServiceName(span) ?? resource.name, id, parentId) +
      resource.blocks +
      flagMembers(span, new Claims(span.attributes)) +
      (hasCause ? `,"cause":"${deriveId(spanId, 1)}"` : '') +
      member('aws', object(resource.awsMembers)) +
      annotationsAndMetadata('', resource.metadataMembers),
    subsegments: [subsegment(span, id, indexed)],
    spanCount: 0,
  }
}

/** The caller's subsegment, unless a load balancer's header named none. */
function callerOf(span: EndedSpan): string | undefined {
  return headerGapsOf(span.parentSpanContext)?.parent ? undefined : span.parentSpanContext?.spanId
}

function localServiceName(span: EndedSpan): string | undefined {
  const name = span.attributes['aws.local.service']
  return name === undefined ? undefined : segmentName(span.resource, name)
}

function head(span: EndedSpan, name: string, id: string): string {
  return `{"name":${string(name)},"id":"${id}","start_time":${epochSeconds(span.startTime)},"end_time":${epochSeconds(span.endTime)}`
}

function segmentHead(span: EndedSpan, name: string, id: string, parentId: string | undefined): string {
  const { traceId } = span.spanContext()
  return `${head(span, name, id)},"trace_id":"${toXRayTraceId(traceId)}"${stringMember('parent_id', parentId)}`
}

function annotationsAndMetadata(annotations: string, metadata: string): string {
  return member('annotations', object(annotations)) + member('metadata', metadata === '' ? '' : `{"default":${object(metadata)}}`)
}
