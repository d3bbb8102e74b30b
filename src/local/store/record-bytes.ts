import type { AnnotationValue, CallRecord, SegmentRecord, ServiceId, TraceRecord } from '../../trace/index.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWriter } from './byte-writer.ts'

type Annotations = NonNullable<SegmentRecord['annotations']>
type Went = Pick<SegmentRecord, 'start_time' | 'end_time' | 'error' | 'throttle' | 'fault' | 'http'>

const ERROR = 1
const THROTTLE = 2
const FAULT = 4
const HTTP = 8
const REQUEST = 16
const RESPONSE = 32
const ROOT = 64
const INFERRED = 128

const TEXT = 0
const NUMBER = 1
const NO = 2
const YES = 3

const NAMESPACES = ['aws', 'remote'] as const

/** Writes a trace's record: a sixth of the size of its JSON, and read in a tenth of the time. */
export function writeRecord(writer: ByteWriter, record: TraceRecord): void {
  const { services, segments, calls } = record
  writer.uniqueText(record.xrayTraceId)
  writer.number(record.startSeconds)
  writer.number(record.endSeconds)
  writer.number(record.isPartial ? 1 : 0)
  writer.number(record.entry)
  writer.number(services.length)
  for (const service of services) writeServiceId(writer, service)
  writer.number(segments.length)
  for (const segment of segments) writeSegment(writer, segment)
  writer.number(calls.length)
  for (const call of calls) writeCall(writer, call)
  writeAnnotations(writer, record.orphanAnnotations)
}

export function writeServiceId(writer: ByteWriter, { Name, Names, AccountId, Type }: ServiceId): void {
  writer.text(Name)
  writer.text(AccountId)
  writer.text(Type)
  writer.number(Names.length)
  for (const name of Names) writer.text(name)
}

function writeSegment(writer: ByteWriter, segment: SegmentRecord): void {
  writer.uniqueText(segment.id)
  writer.number(segment.service)
  writeWent(writer, segment, (segment.isRoot ? ROOT : 0) | (segment.inferred ? INFERRED : 0))
  writer.text(segment.user)
  writer.text(segment.resource_arn)
  writer.text(segment.instanceId)
  writer.text(segment.availabilityZone)
  writer.number(segment.links?.length)
  for (const { trace_id, id } of segment.links ?? []) {
    writer.text(trace_id)
    writer.text(id)
  }
  writeAnnotations(writer, segment.annotations)
}

function writeCall(writer: ByteWriter, { from, to, id, seen }: CallRecord): void {
  writer.number(from)
  writer.number(to)
  writer.uniqueText(id)
  writer.text(seen?.name)
  if (!seen) return
  writeWent(writer, seen, 0)
  writer.number(seen.namespace && NAMESPACES.indexOf(seen.namespace))
}

function writeWent(writer: ByteWriter, went: Went, more: number): void {
  const { start_time, end_time, error, throttle, fault, http } = went
  writer.number(
    (error ? ERROR : 0) |
      (throttle ? THROTTLE : 0) |
      (fault ? FAULT : 0) |
      (http ? HTTP : 0) |
      (http?.request ? REQUEST : 0) |
      (http?.response ? RESPONSE : 0) |
      more,
  )
  writer.number(start_time)
  writer.number(end_time)
  if (http?.request) {
    writer.text(http.request.url)
    writer.text(http.request.method)
    writer.text(http.request.user_agent)
    writer.text(http.request.client_ip)
  }
  if (http?.response) writer.number(http.response.status)
}

function writeAnnotations(writer: ByteWriter, annotations: Annotations | undefined): void {
  const keys = annotations && Object.keys(annotations)
  writer.number(keys?.length)
  for (const key of keys ?? []) {
    const values = annotations![key]!
    writer.text(key)
    writer.number(values.length)
    for (const value of values) writeValue(writer, value)
  }
}

function writeValue(writer: ByteWriter, value: AnnotationValue): void {
  if (typeof value === 'string') {
    writer.number(TEXT)
    writer.text(value)
  } else if (typeof value === 'number') {
    writer.number(NUMBER)
    writer.number(value)
  } else writer.number(value ? YES : NO)
}

/** The record that {@link writeRecord} has written. */
export function readRecord(reader: ByteReader): TraceRecord {
  const record: TraceRecord = {
    xrayTraceId: reader.uniqueText()!,
    startSeconds: reader.number()!,
    endSeconds: reader.number()!,
    isPartial: reader.number() === 1,
    services: [],
    segments: [],
    calls: [],
  }
  const entry = reader.number()
  if (entry !== undefined) record.entry = entry
  for (let left = reader.number()!; left > 0; left--) record.services.push(readServiceId(reader))
  for (let left = reader.number()!; left > 0; left--) record.segments.push(readSegment(reader))
  for (let left = reader.number()!; left > 0; left--) record.calls.push(readCall(reader))
  const annotations = readAnnotations(reader)
  if (annotations) record.orphanAnnotations = annotations
  return record
}

export function readServiceId(reader: ByteReader): ServiceId {
  const id: ServiceId = { Name: reader.text()!, Names: [] }
  const accountId = reader.text()
  const type = reader.text()
  if (accountId !== undefined) id.AccountId = accountId
  if (type !== undefined) id.Type = type
  for (let left = reader.number()!; left > 0; left--) id.Names.push(reader.text()!)
  return id
}

function readSegment(reader: ByteReader): SegmentRecord {
  const segment: SegmentRecord = { id: reader.uniqueText()!, service: reader.number()!, start_time: 0 }
  const flags = readWent(reader, segment)
  if (flags & ROOT) segment.isRoot = true
  if (flags & INFERRED) segment.inferred = true
  const user = reader.text()
  const arn = reader.text()
  const instanceId = reader.text()
  const zone = reader.text()
  if (user !== undefined) segment.user = user
  if (arn !== undefined) segment.resource_arn = arn
  if (instanceId !== undefined) segment.instanceId = instanceId
  if (zone !== undefined) segment.availabilityZone = zone
  const links = reader.number()
  if (links !== undefined) {
    segment.links = Array.from({ length: links }, () => ({ trace_id: reader.text()!, id: reader.text()! }))
  }
  const annotations = readAnnotations(reader)
  if (annotations) segment.annotations = annotations
  return segment
}

function readCall(reader: ByteReader): CallRecord {
  const call: CallRecord = { from: reader.number()!, to: reader.number()! }
  const id = reader.uniqueText()
  if (id !== undefined) call.id = id
  const name = reader.text()
  if (name === undefined) return call
  const seen: NonNullable<CallRecord['seen']> = { name, start_time: 0 }
  readWent(reader, seen)
  const namespace = reader.number()
  if (namespace !== undefined) seen.namespace = NAMESPACES[namespace]!
  call.seen = seen
  return call
}

/** Into the object that it is for: spreading it there would take as long as all else. */
function readWent(reader: ByteReader, into: Went): number {
  const flags = reader.number()!
  into.start_time = reader.number()!
  const end = reader.number()
  if (end !== undefined) into.end_time = end
  if (flags & ERROR) into.error = true
  if (flags & THROTTLE) into.throttle = true
  if (flags & FAULT) into.fault = true
  if (flags & HTTP) into.http = readHttp(reader, flags)
  return flags
}

function readHttp(reader: ByteReader, flags: number): NonNullable<Went['http']> {
  const http: NonNullable<Went['http']> = {}
  if (flags & REQUEST) {
    const url = reader.text()
    const method = reader.text()
    const userAgent = reader.text()
    const clientIp = reader.text()
    http.request = {}
    if (method !== undefined) http.request.method = method
    if (url !== undefined) http.request.url = url
    if (userAgent !== undefined) http.request.user_agent = userAgent
    if (clientIp !== undefined) http.request.client_ip = clientIp
  }
  if (flags & RESPONSE) {
    const status = reader.number()
    http.response = status === undefined ? {} : { status }
  }
  return http
}

function readAnnotations(reader: ByteReader): Annotations | undefined {
  const count = reader.number()
  if (count === undefined) return undefined
  // No prototype: a key may be called __proto__.
  const byKey: Annotations = Object.create(null)
  for (let left = count; left > 0; left--) {
    byKey[reader.text()!] = Array.from({ length: reader.number()! }, () => readValue(reader))
  }
  return byKey
}

function readValue(reader: ByteReader): AnnotationValue {
  const kind = reader.number()
  if (kind === TEXT) return reader.text()!
  return kind === NUMBER ? reader.number()! : kind === YES
}
