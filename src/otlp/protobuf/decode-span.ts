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
import { type DecodedAttributes, decodeAttribute } from './decode-attributes.ts'
import type { ProtobufReader } from './protobuf-reader.ts'

const UNSET = { code: 0 }
/** One list for the many spans that have none. */
const NO_EVENTS: SpanEvent[] = []
const NO_LINKS: SpanLink[] = []

/**
 * The span whose message goes from here to `end`. Where the span says of itself that it is open
 * (`aws.xray.inprogress`), it needs no end.
 *
 * @throws Misfit when something in it is not as OTLP has it
 * @throws MalformedProtobuf
 * @see https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/trace/v1/trace.proto
 */
export function decodeSpan(
  reader: ProtobufReader,
  end: number,
  resource: SpanResource,
  scope: SpanScope,
): EndedSpan {
  let traceId = ''
  let spanId = ''
  let parentId = ''
  let name = ''
  let kind = 0
  let startTime: [number, number] | undefined
  let endTime: [number, number] | undefined
  const attributes: DecodedAttributes = {}
  let events: SpanEvent[] = NO_EVENTS
  let links: SpanLink[] = NO_LINKS
  let status: EndedSpan['status'] = UNSET
  let flags = 0
  let droppedAttributesCount = 0
  let droppedEventsCount = 0
  let droppedLinksCount = 0
  while (reader.at < end) {
    const tag = reader.tag()
    switch (tag) {
      case 0x0a:
        traceId = reader.hex()
        break
      case 0x12:
        spanId = reader.hex()
        break
      case 0x22:
        parentId = reader.hex()
        break
      case 0x2a:
        name = reader.text()
        break
      case 0x30:
        kind = reader.varint()
        break
      case 0x39:
        startTime = reader.time()
        break
      case 0x41:
        endTime = reader.time()
        break
      case 0x4a:
        decodeAttribute(reader, attributes)
        break
      case 0x50:
        droppedAttributesCount = reader.varint()
        break
      case 0x5a:
        if (events === NO_EVENTS) events = []
        events.push(decodeEvent(reader))
        break
      case 0x60:
        droppedEventsCount = reader.varint()
        break
      case 0x6a:
        if (links === NO_LINKS) links = []
        links.push(decodeLink(reader, links.length))
        break
      case 0x70:
        droppedLinksCount = reader.varint()
        break
      case 0x7a:
        status = decodeStatus(reader)
        break
      case 0x85:
        flags = reader.fixed32()
        break
      default:
        reader.skip(tag, SPAN_FIELDS)
    }
  }
  reader.endMessage(end)
  const context = {
    traceId: neededId('traceId', traceId, NO_TRACE_ID),
    spanId: neededId('spanId', spanId, NO_SPAN_ID),
    traceFlags: traceFlags(flags),
  }
  const parentSpanId = optionalId('parentSpanId', parentId, NO_SPAN_ID)
  if (startTime === undefined) throw new Misfit('startTimeUnixNano', 0, TIME_RULE)
  if (endTime === undefined) {
    if (attributes['aws.xray.inprogress'] !== true) throw new Misfit('endTimeUnixNano', 0, TIME_RULE)
    endTime = startTime
  }
  return {
    name,
    kind: spanKind(kind),
    spanContext: () => context,
    parentSpanContext:
      parentSpanId === undefined ? undefined : { spanId: parentSpanId, isRemote: isParentRemote(flags) },
    startTime,
    endTime,
    status,
    attributes,
    events,
    links,
    resource,
    instrumentationScope: scope,
    droppedAttributesCount,
    droppedEventsCount,
    droppedLinksCount,
  }
}

const TIME_RULE = 'send nanoseconds since the epoch'
const SPAN_FIELDS = [
  '',
  'traceId',
  'spanId',
  '',
  'parentSpanId',
  'name',
  'kind',
  'startTimeUnixNano',
  'endTimeUnixNano',
  'attributes',
  'droppedAttributesCount',
  'events',
  'droppedEventsCount',
  'links',
  'droppedLinksCount',
  'status',
  'flags',
]

/** The id, or `undefined` when it is empty or all zeros. */
function optionalId(name: string, hex: string, none: string): string | undefined {
  if (hex.length === none.length) return hex === none ? undefined : hex
  if (hex === '') return undefined
  throw new Misfit(name, hex, `send ${none.length / 2} bytes`)
}

function neededId(name: string, hex: string, none: string): string {
  const id = optionalId(name, hex, none)
  if (id === undefined) throw new Misfit(name, hex, `send ${none.length / 2} bytes that are not all zero`)
  return id
}

function decodeStatus(reader: ProtobufReader): EndedSpan['status'] {
  const end = reader.beginMessage()
  let code = 0
  let message = ''
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x12) message = reader.text()
    else if (tag === 0x18) code = reader.varint()
    else reader.skip(tag, STATUS_FIELDS)
  }
  reader.endMessage(end)
  return message === '' ? { code } : { code, message }
}

const STATUS_FIELDS = ['', '', 'message', 'code']

function decodeEvent(reader: ProtobufReader): SpanEvent {
  const end = reader.beginMessage()
  let name = ''
  let time: [number, number] | undefined
  const attributes: DecodedAttributes = {}
  let droppedAttributesCount = 0
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x09) time = reader.time()
    else if (tag === 0x12) name = reader.text()
    else if (tag === 0x1a) decodeAttribute(reader, attributes)
    else if (tag === 0x20) droppedAttributesCount = reader.varint()
    else reader.skip(tag, EVENT_FIELDS)
  }
  reader.endMessage(end)
  const event = { name, time, attributes, droppedAttributesCount }
  return event
}

const EVENT_FIELDS = ['', 'timeUnixNano', 'name', 'attributes', 'droppedAttributesCount']

/** A link to nowhere, which OTLP allows for the sake of its attributes, has zeros for ids. */
function decodeLink(reader: ProtobufReader, index: number): SpanLink {
  const end = reader.beginMessage()
  let traceId = ''
  let spanId = ''
  const attributes: DecodedAttributes = {}
  let droppedAttributesCount = 0
  let flags = 0
  while (reader.at < end) {
    const tag = reader.tag()
    if (tag === 0x0a) traceId = reader.hex()
    else if (tag === 0x12) spanId = reader.hex()
    else if (tag === 0x22) decodeAttribute(reader, attributes)
    else if (tag === 0x28) droppedAttributesCount = reader.varint()
    else if (tag === 0x35) flags = reader.fixed32()
    else reader.skip(tag, LINK_FIELDS)
  }
  reader.endMessage(end)
  const step = `links[${index}]`
  const link = {
    context: {
      traceId: optionalId(`${step}.traceId`, traceId, NO_TRACE_ID) ?? NO_TRACE_ID,
      spanId: optionalId(`${step}.spanId`, spanId, NO_SPAN_ID) ?? NO_SPAN_ID,
      traceFlags: traceFlags(flags),
    },
    attributes,
    droppedAttributesCount,
  }
  return link
}

const LINK_FIELDS = ['', 'traceId', 'spanId', '', 'attributes', 'droppedAttributesCount', 'flags']
