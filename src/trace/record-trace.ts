import {
  type Http,
  isInProgress,
  type Link,
  type ReceivedDocument,
  type Segment,
  walkDocument,
} from '../document/index.ts'
import type { MergedTrace } from './merge-trace.ts'
import { type ServiceId, serviceIdOf } from './service-id.ts'

export type AnnotationValue = string | number | boolean

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
  annotations?: Record<string, AnnotationValue[]>
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
  orphanAnnotations?: Record<string, AnnotationValue[]>
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
  const places = new Map(all.map((segment, at) => [segment, at]))
  const callees = new Set(calls.map(({ to }) => to))
  const services = new ServiceTable()
  const orphanAnnotations = annotationsOf(orphans)
  return {
    xrayTraceId: trace.xrayTraceId,
    ...timesOf([...segments, ...orphans]),
    isPartial: [...segments, ...orphans].some(isInProgress) || awaitsSegment(trace),
    ...(trace.entry && { entry: places.get(trace.entry)! }),
    segments: all.map(segment => recordSegment(segment, services.placeOf(segment), !callees.has(segment))),
    services: services.list,
    calls: calls.map(({ from, by, to }): CallRecord => {
      const isSeenAlike = !by || to.inferred
      return {
        from: places.get(from)!,
        to: places.get(to)!,
        ...(by && { id: by.id }),
        ...(!isSeenAlike && {
          seen: { name: by.name, ...(by.namespace && { namespace: by.namespace }), ...wentOf(by) },
        }),
      }
    }),
    ...(orphanAnnotations && { orphanAnnotations }),
  }
}

function recordSegment(segment: Segment, service: number, isRoot: boolean): SegmentRecord {
  const { id, user, resource_arn, inferred, links, aws } = segment
  const { instance_id: instanceId, availability_zone: zone } = (aws?.ec2 ?? {}) as Record<string, unknown>
  const annotations = inferred ? undefined : annotationsOf([segment])
  return {
    id,
    service,
    ...(isRoot && { isRoot }),
    ...wentOf(segment),
    ...(user !== undefined && { user }),
    ...(resource_arn !== undefined && { resource_arn }),
    ...(inferred && { inferred }),
    ...(links && { links: links.map(({ trace_id, id }): Link => ({ trace_id, id })) }),
    ...(typeof instanceId === 'string' && { instanceId }),
    ...(typeof zone === 'string' && { availabilityZone: zone }),
    ...(annotations && { annotations }),
  }
}

function wentOf(entity: Went): Went {
  const { start_time, end_time, error, throttle, fault, http } = entity
  const { request, response } = http ?? {}
  const { method, url, user_agent, client_ip } = request ?? {}
  const indexed: Http = {
    ...(request && {
      request: {
        ...(method !== undefined && { method }),
        ...(url !== undefined && { url }),
        ...(user_agent !== undefined && { user_agent }),
        ...(client_ip !== undefined && { client_ip }),
      },
    }),
    ...(response?.status !== undefined && { response: { status: response.status } }),
  }
  return {
    start_time,
    ...(end_time !== undefined && { end_time }),
    ...(error && { error }),
    ...(throttle && { throttle }),
    ...(fault && { fault }),
    ...(http && { http: indexed }),
  }
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
function annotationsOf(documents: ReceivedDocument[]): Record<string, AnnotationValue[]> | undefined {
  let byKey: Record<string, AnnotationValue[]> | undefined
  for (const document of documents) {
    for (const { annotations } of walkDocument(document)) {
      for (const key in annotations) {
        // No prototype: a key may be called __proto__.
        byKey ??= Object.create(null) as Record<string, AnnotationValue[]>
        byKey[key] ??= []
        const values = byKey[key]
        const value = annotations[key]!
        if (!values.includes(value)) values.push(value)
      }
    }
  }
  return byKey
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
    const key = `${id.Name}\n${id.Type ?? ''}\n${id.AccountId ?? ''}`
    let place = this.#places.get(key)
    if (place === undefined) {
      place = this.list.push(id) - 1
      this.#places.set(key, place)
    }
    return place
  }
}
