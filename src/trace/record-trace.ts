import {
  type Http,
  isInProgress,
  type Link,
  MAX_LINKS_OF_SEGMENT,
  MAX_LINKS_OF_TRACE,
  type ReceivedDocument,
  type Segment,
  walkDocument,
} from '../document/index.ts'
import type { Call, MergedTrace } from './merge-trace.ts'
import { type ServiceId, serviceIdOf, serviceKey } from './service-id.ts'

export type AnnotationValue = string | number | boolean
/** By key; each value once. */
type Annotations = Record<string, AnnotationValue[]>

/** How one segment or subsegment went, as its document says. */
export type Went = Pick<Segment, 'start_time' | 'end_time' | 'error' | 'throttle' | 'fault' | 'http'>

/** What lists, filters and graphs ask of one segment. */
export interface SegmentRecord
  extends Went,
    Pick<Segment, 'id' | 'user' | 'resource_arn' | 'inferred' | 'links'> {
  /** The place of its service in the trace's `services`. */
  service: number
  /** Nobody in the trace calls it. */
  isRoot?: true
  instanceId?: string
  availabilityZone?: string
  /** Those of the segment and of all its subsegments. */
  annotations?: Annotations
}

/** What lists, filters and graphs ask of one call. `from` and `to` are places in the trace's `segments`. */
export interface CallRecord {
  from: number
  to: number
  /** The caller's subsegment. */
  id?: string
  /** The call as the caller saw it, and how he calls the callee; absent where the callee's segment says the same. */
  seen?: Went & { name: string; namespace?: 'aws' | 'remote' }
}

/**
 * What is asked of a trace without its documents: by lists, filters and graphs. Plain data, about a quarter of the
 * documents' size as JSON.
 */
export interface TraceRecord {
  xrayTraceId: string
  /** The first start of a segment, in epoch seconds. */
  startSeconds: number
  /** The last end of a segment, in epoch seconds; of what is in progress its start. */
  endSeconds: number
  /** Something is in progress, or a callee that said that it would has sent no segment. */
  isPartial: boolean
  /** The place of the entry in `segments`. */
  entry?: number
  services: ServiceId[]
  /** Those that were sent, then those that were inferred. */
  segments: SegmentRecord[]
  calls: CallRecord[]
  /** Annotations of subsegments whose parent has not arrived. */
  orphanAnnotations?: Annotations
}

/**
 * The record of a trace.
 *
 *     segment shop { fault: true, subsegments: [call to a database] }
 *     → { services: [shop, the database], segments: [{ service: 0, isRoot: true, fault: true, … }, { service: 1, inferred: true, … }],
 *         calls: [{ from: 0, to: 1, id: … }], entry: 0, … }
 */
export function recordTrace(trace: MergedTrace): TraceRecord {
  const { segments, inferred, orphans, calls } = trace
  const all = [...segments, ...inferred]
  const places = new Map<Segment, number>()
  for (const [at, segment] of all.entries()) places.set(segment, at)
  const callees = new Set<Segment>()
  for (const { to } of calls) callees.add(to)
  const services = new ServiceTable()
  const sent = orphans.length === 0 ? segments : [...segments, ...orphans]
  let linksLeft = MAX_LINKS_OF_TRACE
  const linksOf = ({ links }: Segment): Link[] | undefined => {
    const counted = links?.slice(0, Math.min(MAX_LINKS_OF_SEGMENT, linksLeft))
    linksLeft -= counted?.length ?? 0
    return counted?.map(({ trace_id, id }) => ({ trace_id, id }))
  }
  const record: TraceRecord = {
    xrayTraceId: trace.xrayTraceId,
    ...timesOf(sent),
    isPartial: sent.some(isInProgress) || awaitsSegment(trace),
    segments: all.map(segment =>
      recordSegment(segment, services.placeOf(segment), !callees.has(segment), linksOf(segment)),
    ),
    services: services.list,
    calls: calls.map(call => recordCall(call, places)),
  }
  if (trace.entry) record.entry = places.get(trace.entry)!
  const orphanAnnotations = annotationsOf(orphans)
  if (orphanAnnotations) record.orphanAnnotations = orphanAnnotations
  return record
}

function recordSegment(
  segment: Segment,
  service: number,
  isRoot: boolean,
  links: Link[] | undefined,
): SegmentRecord {
  const { id, start_time, user, resource_arn, inferred, aws } = segment
  const record: SegmentRecord = { id, service, start_time }
  if (isRoot) record.isRoot = true
  copyWent(segment, record)
  if (user !== undefined) record.user = user
  if (resource_arn !== undefined) record.resource_arn = resource_arn
  if (links) record.links = links
  const { instance_id: instanceId, availability_zone: zone } = (aws?.ec2 ?? NOWHERE) as Record<
    string,
    unknown
  >
  if (typeof instanceId === 'string') record.instanceId = instanceId
  if (typeof zone === 'string') record.availabilityZone = zone
  if (inferred) {
    record.inferred = true
    return record
  }
  const annotations = annotationsOf([segment])
  if (annotations) record.annotations = annotations
  return record
}

const NOWHERE = {}

function recordCall({ from, by, to }: Call, places: Map<Segment, number>): CallRecord {
  const call: CallRecord = { from: places.get(from)!, to: places.get(to)! }
  if (!by) return call
  call.id = by.id
  if (to.inferred) return call
  call.seen = { name: by.name, start_time: by.start_time }
  if (by.namespace) call.seen.namespace = by.namespace
  copyWent(by, call.seen)
  return call
}

/** Field by field: spreading what may be there takes most of the time that a trace takes. */
function copyWent({ end_time, error, throttle, fault, http }: Went, into: Went): void {
  if (end_time !== undefined) into.end_time = end_time
  if (error) into.error = error
  if (throttle) into.throttle = throttle
  if (fault) into.fault = fault
  if (!http) return
  into.http = {}
  if (http.request) {
    const { method, url, user_agent, client_ip } = http.request
    const request: Http['request'] = {}
    if (method !== undefined) request.method = method
    if (url !== undefined) request.url = url
    if (user_agent !== undefined) request.user_agent = user_agent
    if (client_ip !== undefined) request.client_ip = client_ip
    into.http.request = request
  }
  if (http.response?.status !== undefined) into.http.response = { status: http.response.status }
}

function timesOf(documents: ReceivedDocument[]): { startSeconds: number; endSeconds: number } {
  let startSeconds = Number.POSITIVE_INFINITY
  let endSeconds = 0
  for (const document of documents) {
    const { start_time: start, end_time: end = start } = document
    startSeconds = Math.min(startSeconds, start)
    // A clock that was set back may have ended a segment before it began.
    endSeconds = Math.max(endSeconds, start, end)
  }
  return { startSeconds, endSeconds }
}

/** A caller that says `traced` has told its callee to send a segment too. */
function awaitsSegment({ calls }: MergedTrace): boolean {
  return calls.some(({ by, to }) => to.inferred && (by?.traced || by?.http?.request?.traced))
}

/** Every value of every annotation, each once; `undefined` where there is none. */
function annotationsOf(documents: ReceivedDocument[]): Annotations | undefined {
  // No prototype: a key may be called __proto__.
  const byKey: Annotations = Object.create(null)
  const known = new Map<string, Set<AnnotationValue>>()
  let isEmpty = true
  for (const document of documents) {
    for (const { annotations } of walkDocument(document)) {
      for (const key in annotations) {
        isEmpty = false
        const value = annotations[key]!
        const values = byKey[key]
        if (!values) byKey[key] = [value]
        else if (isNew(value, key, values, known)) values.push(value)
      }
    }
  }
  return isEmpty ? undefined : byKey
}

/** Up to so many values are looked through one by one, which is faster. */
const FEW_VALUES = 16

/** Whether a key has no such value yet. A value that is new is known from here on. */
function isNew(
  value: AnnotationValue,
  key: string,
  values: readonly AnnotationValue[],
  known: Map<string, Set<AnnotationValue>>,
): boolean {
  if (values.length < FEW_VALUES) return !values.includes(value)
  const set = known.get(key) ?? new Set(values)
  known.set(key, set)
  return set.size < set.add(value).size
}

/** The values of one annotation. A key may be called constructor. */
export function valuesOf(
  annotations: Record<string, AnnotationValue[]> | undefined,
  key: string,
): readonly AnnotationValue[] {
  return (annotations && Object.hasOwn(annotations, key) && annotations[key]) || []
}

/** The distinct services of a trace, in the order in which they are met. */
class ServiceTable {
  readonly list: ServiceId[] = []
  readonly #places = new Map<string, number>()

  placeOf(segment: Segment): number {
    const id = serviceIdOf(segment)
    const key = serviceKey(id)
    let place = this.#places.get(key)
    if (place === undefined) {
      place = this.list.push(id) - 1
      this.#places.set(key, place)
    }
    return place
  }
}
