import type { EndedSpan, SpanEvent, SpanLink, SpanResource } from '../../segment/index.ts'
import { Misfit } from '../misfit.ts'
import {
  isParentRemote,
  NO_SPAN_ID,
  NO_TRACE_ID,
  type SpanScope,
  spanKind,
  traceFlags,
} from '../span-numbers.ts'
import { type JsonObject, readCount, readField, readList, readObject, readText } from './json-fields.ts'
import { readAttributes } from './read-attributes.ts'
import { readId, readOptionalId } from './read-id.ts'
import { readOptionalTime, readTime } from './read-time.ts'

/**
 * The span that an object of OTLP/JSON holds.
 *
 *     { "traceId": "6921…", "spanId": "5399…", "name": "GET /", "kind": 2, "flags": 769, "parentSpanId": "70de…", … }
 *     → { name: 'GET /', kind: SERVER, parentSpanContext: { spanId: '70de…', isRemote: true }, … }
 *
 * Where the span says of itself that it is open (`aws.xray.inprogress`), it needs no end.
 *
 * @throws Misfit when something in it is not as OTLP has it
 * @see https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
 */
export function readSpan(json: JsonObject, resource: SpanResource, scope: SpanScope): EndedSpan {
  const flags = readCount(json, 'flags')
  const context = {
    traceId: readId(json, 'traceId', 32),
    spanId: readId(json, 'spanId', 16),
    traceFlags: traceFlags(flags),
  }
  const parentId = readOptionalId(json, 'parentSpanId', 16)
  const startTime = readTime(json, 'startTimeUnixNano')
  const attributes = readAttributes(json)
  const isOpen = attributes['aws.xray.inprogress'] === true
  return {
    name: readText(json, 'name'),
    kind: spanKind(readEnum(json, 'kind', 'SPAN_KIND_', KINDS)),
    spanContext: () => context,
    parentSpanContext:
      parentId === undefined ? undefined : { spanId: parentId, isRemote: isParentRemote(flags) },
    startTime,
    endTime: isOpen
      ? (readOptionalTime(json, 'endTimeUnixNano') ?? startTime)
      : readTime(json, 'endTimeUnixNano'),
    status: readObject(json, 'status', readStatus) ?? UNSET,
    attributes,
    events: readList(json, 'events', readEvent),
    links: readList(json, 'links', readLink),
    resource,
    instrumentationScope: scope,
    droppedAttributesCount: readCount(json, 'droppedAttributesCount'),
    droppedEventsCount: readCount(json, 'droppedEventsCount'),
    droppedLinksCount: readCount(json, 'droppedLinksCount'),
  }
}

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER']

const STATUS_CODES = ['UNSET', 'OK', 'ERROR']
const UNSET = { code: 0 }

function readStatus(json: JsonObject): EndedSpan['status'] {
  const message = readText(json, 'message')
  const code = readEnum(json, 'code', 'STATUS_CODE_', STATUS_CODES)
  return message === '' ? { code } : { code, message }
}

/** A number, or the name that stands for it. */
function readEnum(json: JsonObject, name: string, prefix: string, names: readonly string[]): number {
  const value = readField(json, name)
  if (value === undefined) return 0
  if (typeof value === 'number' && Number.isInteger(value)) return value
  const number =
    typeof value === 'string' && value.startsWith(prefix) ? names.indexOf(value.slice(prefix.length)) : -1
  if (number >= 0) return number
  throw new Misfit(
    name,
    value,
    `write a number from 0 to ${names.length - 1}, or ${prefix}${names.join(', … ')}`,
  )
}

function readEvent(json: JsonObject): SpanEvent {
  const event = {
    name: readText(json, 'name'),
    time: readOptionalTime(json, 'timeUnixNano'),
    attributes: readAttributes(json),
    droppedAttributesCount: readCount(json, 'droppedAttributesCount'),
  }
  return event
}

/** A link to nowhere, which OTLP allows for the sake of its attributes, has zeros for ids. */
function readLink(json: JsonObject): SpanLink {
  const link = {
    context: {
      traceId: readOptionalId(json, 'traceId', 32) ?? NO_TRACE_ID,
      spanId: readOptionalId(json, 'spanId', 16) ?? NO_SPAN_ID,
      traceFlags: traceFlags(readCount(json, 'flags')),
    },
    attributes: readAttributes(json),
    droppedAttributesCount: readCount(json, 'droppedAttributesCount'),
  }
  return link
}
