import type { AnnotationValue, SegmentRecord, TraceRecord } from './record-trace.ts'
import type { RootCause, RootCauses } from './root-cause-types.ts'
import { secondsBetween } from './seconds-between.ts'
import type { ServiceId } from './service-id.ts'

/**
 * One trace in a list, as `GetTraceSummaries` answers it.
 *
 * @see https://docs.aws.amazon.com/xray/latest/api/API_TraceSummary.html
 */
export interface TraceSummary {
  Id: string
  /** Epoch seconds. */
  StartTime: number
  /** Seconds from the first start to the last end. */
  Duration: number
  /** Seconds that the entry took; absent while it is in progress. */
  ResponseTime?: number
  HasFault: boolean
  HasError: boolean
  HasThrottle: boolean
  IsPartial: boolean
  Http: { HttpURL?: string; HttpStatus?: number; HttpMethod?: string; UserAgent?: string; ClientIp?: string }
  Annotations: Record<string, { AnnotationValue: SummaryValue; ServiceIds: ServiceId[] }[]>
  Users: { UserName: string; ServiceIds: ServiceId[] }[]
  ServiceIds: ServiceId[]
  ResourceARNs: { ARN: string }[]
  InstanceIds: { Id: string }[]
  AvailabilityZones: { Name: string }[]
  EntryPoint?: ServiceId
  FaultRootCauses: RootCause[]
  ErrorRootCauses: RootCause[]
  ResponseTimeRootCauses: RootCause[]
  Revision: number
  /** Epoch seconds; only where it was asked when the trace was active. */
  MatchedEventTime?: number
}

type SummaryValue = { StringValue: string } | { NumberValue: number } | { BooleanValue: boolean }

/** What a summary says beyond the trace itself. */
export interface SummaryContext {
  rootCauses: RootCauses
  /** How many documents have come for it. */
  revision: number
  /** When the event happened that put it into the list, in epoch seconds. */
  matchedEventSeconds?: number
}

/**
 * What a list of traces says about one: times of the whole, faults and errors of its entry, throttles of any segment, and
 * what is indexed in it.
 */
export function summarizeTrace(record: TraceRecord, context: SummaryContext): TraceSummary {
  const { segments, services, startSeconds, endSeconds } = record
  const entry = record.entry === undefined ? undefined : segments[record.entry]
  const { request, response } = entry?.http ?? {}
  const { rootCauses, revision, matchedEventSeconds } = context
  return {
    Id: record.xrayTraceId,
    StartTime: startSeconds,
    Duration: secondsBetween(startSeconds, endSeconds),
    ...(entry?.end_time !== undefined && { ResponseTime: secondsBetween(entry.start_time, entry.end_time) }),
    HasFault: entry?.fault === true,
    HasError: entry?.error === true,
    HasThrottle: segments.some(({ throttle }) => throttle === true),
    IsPartial: record.isPartial,
    Http: {
      ...(request?.url !== undefined && { HttpURL: request.url }),
      ...(response?.status !== undefined && { HttpStatus: response.status }),
      ...(request?.method !== undefined && { HttpMethod: request.method }),
      ...(request?.user_agent !== undefined && { UserAgent: request.user_agent }),
      ...(request?.client_ip !== undefined && { ClientIp: request.client_ip }),
    },
    Annotations: annotationsOf(record),
    Users: usersOf(record),
    ServiceIds: services,
    ResourceARNs: distinct(segments, ({ resource_arn: arn }) => arn).map(ARN => ({ ARN })),
    InstanceIds: distinct(segments, ({ instanceId }) => instanceId).map(Id => ({ Id })),
    AvailabilityZones: distinct(segments, ({ availabilityZone }) => availabilityZone).map(Name => ({ Name })),
    ...(entry && { EntryPoint: services[entry.service]! }),
    FaultRootCauses: rootCauses.fault,
    ErrorRootCauses: rootCauses.error,
    ResponseTimeRootCauses: rootCauses.responsetime,
    Revision: revision,
    ...(matchedEventSeconds !== undefined && { MatchedEventTime: matchedEventSeconds }),
  }
}

function usersOf({ segments, services }: TraceRecord): TraceSummary['Users'] {
  const found = new Map<string, Set<number>>()
  for (const { user, service } of segments) {
    if (user !== undefined) found.set(user, (found.get(user) ?? new Set()).add(service))
  }
  return Array.from(found, ([UserName, places]) => ({
    UserName,
    ServiceIds: Array.from(places, place => services[place]!),
  }))
}

function annotationsOf({ segments, services, orphanAnnotations }: TraceRecord): TraceSummary['Annotations'] {
  // In one go: a trace may have a key in each of its segments.
  const found = new Map<string, Map<AnnotationValue, Set<number>>>()
  const collect = (annotations: SegmentRecord['annotations'], service?: number) => {
    for (const [key, values] of Object.entries(annotations ?? {})) {
      const byValue = found.get(key) ?? new Map<AnnotationValue, Set<number>>()
      found.set(key, byValue)
      for (const value of values) {
        const places = byValue.get(value) ?? new Set()
        byValue.set(value, places)
        if (service !== undefined) places.add(service)
      }
    }
  }
  for (const { annotations, service } of segments) collect(annotations, service)
  collect(orphanAnnotations)
  // No prototype: a key may be called __proto__.
  const summary: TraceSummary['Annotations'] = Object.create(null)
  for (const [key, byValue] of found) {
    summary[key] = Array.from(byValue, ([value, places]) => ({
      AnnotationValue: toSummaryValue(value),
      ServiceIds: Array.from(places, place => services[place]!),
    }))
  }
  return summary
}

function toSummaryValue(value: AnnotationValue): SummaryValue {
  if (typeof value === 'string') return { StringValue: value }
  return typeof value === 'number' ? { NumberValue: value } : { BooleanValue: value }
}

function distinct(segments: SegmentRecord[], read: (segment: SegmentRecord) => string | undefined): string[] {
  return [...new Set(segments.flatMap(segment => read(segment) ?? []))]
}
