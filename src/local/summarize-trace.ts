import {
  isInProgress,
  mergeDocuments,
  type ReceivedDocument,
  type Segment,
  type Subsegment,
  walkDocument,
} from '../document/index.ts'
import type { StoredTrace } from './trace-store.ts'

/** A node of the service graph, as the API names it. */
export interface ServiceId {
  Name: string
  Names: string[]
  AccountId?: string
  Type?: string
}

/** One trace in a list, as `GetTraceSummaries` answers it. */
export interface TraceSummary {
  Id: string
  /** Epoch seconds. */
  StartTime: number
  /** Seconds from the first start to the last end. */
  Duration: number
  /** Seconds that the root segment took; absent while it is in progress. */
  ResponseTime?: number
  HasFault: boolean
  HasError: boolean
  HasThrottle: boolean
  IsPartial: boolean
  Http: { HttpURL?: string; HttpStatus?: number; HttpMethod?: string; UserAgent?: string; ClientIp?: string }
  Annotations: Record<string, { AnnotationValue: AnnotationValue; ServiceIds: ServiceId[] }[]>
  Users: { UserName: string; ServiceIds: ServiceId[] }[]
  ServiceIds: ServiceId[]
  ResourceARNs: { ARN: string }[]
  EntryPoint?: ServiceId
  Revision: number
}

type AnnotationValue = { StringValue: string } | { NumberValue: number } | { BooleanValue: boolean }

/**
 * What a list of traces says about one: times of the whole, faults and errors of its root segment, throttles of any
 * segment, and what is indexed in it.
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_TraceSummary.html
 */
export function summarizeTrace(trace: StoredTrace): TraceSummary {
  const documents = mergeDocuments(trace.documents())
  const segments = documents.filter((document): document is Segment => document.type !== 'subsegment')
  const root = rootOf(segments)
  const { request, response } = root?.http ?? {}
  return {
    Id: trace.xrayTraceId,
    StartTime: trace.startSeconds,
    Duration: trace.endSeconds - trace.startSeconds,
    ...(root?.end_time !== undefined && { ResponseTime: Math.max(0, root.end_time - root.start_time) }),
    HasFault: root?.fault === true,
    HasError: root?.error === true,
    HasThrottle: segments.some(segment => segment.throttle === true),
    IsPartial: documents.some(isInProgress),
    Http: {
      ...(request?.url !== undefined && { HttpURL: request.url }),
      ...(response?.status !== undefined && { HttpStatus: response.status }),
      ...(request?.method !== undefined && { HttpMethod: request.method }),
      ...(request?.user_agent !== undefined && { UserAgent: request.user_agent }),
      ...(request?.client_ip !== undefined && { ClientIp: request.client_ip }),
    },
    Annotations: annotationsOf(documents),
    Users: usersOf(segments),
    ServiceIds: distinct(segments.map(serviceIdOf)),
    ResourceARNs: distinct(
      segments.flatMap(({ resource_arn: arn }) => (arn === undefined ? [] : { ARN: arn })),
    ),
    ...(root && { EntryPoint: serviceIdOf(root) }),
    Revision: trace.revision,
  }
}

/** The segment without a parent, or whose parent is not here; of several the earliest. */
function rootOf(segments: Segment[]): Segment | undefined {
  const ids = new Set(segments.flatMap(segment => [...walkDocument(segment)].map(({ id }) => id)))
  return (
    segments.find(({ parent_id: parentId }) => parentId === undefined) ??
    segments.find(({ parent_id: parentId }) => !ids.has(parentId ?? '')) ??
    segments[0]
  )
}

function serviceIdOf({ name, origin, aws }: Segment): ServiceId {
  const account = aws?.account_id
  return {
    Name: name,
    Names: [name],
    ...(typeof account === 'string' && { AccountId: account }),
    ...(origin !== undefined && { Type: origin }),
  }
}

function annotationsOf(documents: ReceivedDocument[]): TraceSummary['Annotations'] {
  // No prototype: a key may be called __proto__.
  const byKey: TraceSummary['Annotations'] = Object.create(null)
  for (const document of documents) {
    const services = document.type === 'subsegment' ? [] : [serviceIdOf(document)]
    for (const entity of walkDocument(document)) addAnnotations(entity, services, byKey)
  }
  return byKey
}

function addAnnotations(
  { annotations }: Segment | Subsegment,
  services: ServiceId[],
  byKey: TraceSummary['Annotations'],
): void {
  for (const [key, value] of Object.entries(annotations ?? {})) {
    byKey[key] ??= []
    const found = byKey[key]
    const annotationValue = toAnnotationValue(value)
    const same = found.find(
      ({ AnnotationValue }) => JSON.stringify(AnnotationValue) === JSON.stringify(annotationValue),
    )
    if (same) same.ServiceIds = distinct([...same.ServiceIds, ...services])
    else found.push({ AnnotationValue: annotationValue, ServiceIds: services })
  }
}

function toAnnotationValue(value: string | number | boolean): AnnotationValue {
  if (typeof value === 'string') return { StringValue: value }
  return typeof value === 'number' ? { NumberValue: value } : { BooleanValue: value }
}

function usersOf(segments: Segment[]): TraceSummary['Users'] {
  const names = new Set(segments.flatMap(({ user }) => user ?? []))
  return [...names].map(name => ({
    UserName: name,
    ServiceIds: distinct(segments.filter(({ user }) => user === name).map(serviceIdOf)),
  }))
}

function distinct<Item extends object>(items: Item[]): Item[] {
  return [...new Map(items.map(item => [JSON.stringify(item), item])).values()]
}
