import type { Exception, Segment, Subsegment } from '../../document/index.ts'
import { parseXRayTraceId } from '../../ids/index.ts'
import type { TraceRow, TraceTree } from './trace-tree.ts'

// Kinds and status codes of OpenTelemetry's protocol.
const INTERNAL = 1
const SERVER = 2
const CLIENT = 3
const ERROR = 2

type AnyValue =
  | { stringValue: string }
  | { boolValue: boolean }
  | { intValue: string }
  | { doubleValue: number }
  | { arrayValue: { values: AnyValue[] } }

interface KeyValue {
  key: string
  value: AnyValue
}

/** A request of OTLP/JSON, as far as a trace needs it. */
export interface OtlpTraces {
  resourceSpans: {
    resource: { attributes: KeyValue[] }
    scopeSpans: { scope: { name: string }; spans: OtlpSpan[] }[]
  }[]
}

interface OtlpSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: KeyValue[]
  events: { timeUnixNano: string; name: string; attributes: KeyValue[] }[]
  links: { traceId: string; spanId: string }[]
  status: { code?: number; message?: string }
}

/**
 * A trace as OTLP/JSON: a span for each segment and subsegment, under the resource of its service. Fields go into the
 * attributes that they are made of on the way to X-Ray; what no attribute has is under `aws.xray.*`.
 *
 * @see https://github.com/open-telemetry/opentelemetry-proto/blob/main/docs/specification.md
 */
export function toOtlp(tree: TraceTree): OtlpTraces {
  const byService = new Map<number, OtlpTraces['resourceSpans'][number]>()
  for (const row of tree.rows) {
    let group = byService.get(row.serviceIndex)
    if (!group) {
      const name = tree.services[row.serviceIndex] ?? 'unknown_service'
      group = {
        resource: { attributes: attributes({ 'service.name': name }) },
        scopeSpans: [{ scope: { name: 'spanray' }, spans: [] }],
      }
      byService.set(row.serviceIndex, group)
    }
    group.scopeSpans[0]!.spans.push(toSpan(tree, row))
  }
  return { resourceSpans: [...byService.values()] }
}

function toSpan(tree: TraceTree, row: TraceRow): OtlpSpan {
  const { entity } = row
  const parentId = entity.parent_id ?? tree.rows[row.parentIndex]?.entity.id
  const message = firstException(entity)?.message
  return {
    traceId: otlpTraceId(tree.id),
    spanId: entity.id,
    ...(parentId !== undefined && { parentSpanId: parentId }),
    name: entity.name,
    kind: row.kind === 'segment' ? SERVER : row.kind === 'local' ? INTERNAL : CLIENT,
    startTimeUnixNano: nanos(entity.start_time),
    endTimeUnixNano: nanos(entity.end_time ?? entity.start_time),
    attributes: attributesOf(row),
    events: exceptionEvents(entity),
    links: ((entity as Segment).links ?? []).map(({ trace_id: linked, id }) => ({
      traceId: otlpTraceId(linked),
      spanId: id,
    })),
    status: entity.fault || entity.error ? { code: ERROR, ...(message !== undefined && { message }) } : {},
  }
}

function attributesOf(row: TraceRow): KeyValue[] {
  const entity = row.entity as Segment & Subsegment
  const { annotations = {}, metadata = {}, aws, sql } = entity
  const { request, response } = entity.http ?? {}
  return attributes({
    'http.request.method': request?.method,
    'url.full': request?.url,
    'user_agent.original': request?.user_agent,
    'client.address': request?.client_ip,
    'http.response.status_code': response?.status,
    'http.response.body.size': response?.content_length,
    'enduser.id': entity.user,
    'aws.remote.service': row.kind === 'aws' || row.kind === 'remote' ? entity.name : undefined,
    'rpc.system': row.kind === 'aws' ? 'aws-api' : undefined,
    'rpc.method': aws?.operation,
    'aws.region': aws?.region,
    'aws.request_id': aws?.request_id,
    'aws.queue_url': aws?.queue_url,
    'aws.table_name': aws?.table_name,
    'db.system.name': sql?.database_type,
    'db.query.text': sql?.sanitized_query,
    'db.user': sql?.user,
    'aws.xray.inprogress': row.isInProgress || undefined,
    'aws.xray.annotations': Object.keys(annotations).length > 0 ? Object.keys(annotations) : undefined,
    ...annotations,
    ...Object.fromEntries(
      Object.entries(metadata).map(([namespace, value]) => [
        `aws.xray.metadata.${namespace}`,
        JSON.stringify(value),
      ]),
    ),
  })
}

function exceptionEvents(entity: TraceRow['entity']): OtlpSpan['events'] {
  const { cause } = entity
  const exceptions = typeof cause === 'object' ? (cause.exceptions ?? []) : []
  return exceptions.map(exception => ({
    timeUnixNano: nanos(entity.end_time ?? entity.start_time),
    name: 'exception',
    attributes: attributes({
      'exception.type': exception.type,
      'exception.message': exception.message,
      'exception.stacktrace': stackTrace(exception),
    }),
  }))
}

function stackTrace({ type, message, stack = [] }: Exception): string | undefined {
  if (stack.length === 0) return undefined
  const frames = stack.map(
    ({ label, path, line }) => `    at ${label ?? '<anonymous>'} (${path ?? ''}:${line ?? 0}:0)`,
  )
  return [[type, message].filter(Boolean).join(': '), ...frames].join('\n')
}

function firstException({ cause }: TraceRow['entity']): Exception | undefined {
  return typeof cause === 'object' ? cause.exceptions?.[0] : undefined
}

function attributes(values: Record<string, unknown>): KeyValue[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const any = anyValue(value)
    return any ? [{ key, value: any }] : []
  })
}

function anyValue(value: unknown): AnyValue | undefined {
  if (typeof value === 'string') return { stringValue: value }
  if (typeof value === 'boolean') return { boolValue: value }
  if (typeof value === 'number')
    return Number.isSafeInteger(value) ? { intValue: String(value) } : { doubleValue: value }
  if (Array.isArray(value)) return { arrayValue: { values: value.flatMap(each => anyValue(each) ?? []) } }
  return undefined
}

function otlpTraceId(xrayTraceId: string): string {
  return parseXRayTraceId(xrayTraceId) ?? ''
}

/** Epoch seconds as OTLP writes a time; documents are as fine as a microsecond. */
function nanos(seconds: number): string {
  return `${Math.round(seconds * 1e6)}000`
}
