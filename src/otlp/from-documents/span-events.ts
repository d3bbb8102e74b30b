import type { Exception, Segment, Subsegment } from '../../document/index.ts'
import { type KeyValue, writeAttributes } from './write-any-value.ts'
import { writeNanos } from './write-nanos.ts'

/** An event of a span, as OTLP/JSON writes it. */
export interface OtlpEvent {
  timeUnixNano: string
  name: string
  attributes: KeyValue[]
}

/**
 * The events that a document tells of: exceptions as its cause, all others in its metadata. An exception that led to
 * another stands in the stack of that one.
 *
 * @param statusMessage the status says this: of an exception that says no more, there was none
 */
export function spanEvents(entity: Segment | Subsegment, statusMessage?: string): OtlpEvent[] {
  const { cause, metadata, start_time, end_time = start_time } = entity
  const exceptions = typeof cause === 'object' ? (cause.exceptions ?? []) : []
  const causes = causesOf(exceptions)
  const told = new Set(causes.values())
  const recorded = exceptions.filter(each => !told.has(each) && !isStatus(each, statusMessage))
  const others = metadata?.default?.['otel.span.events']
  return [
    ...(Array.isArray(others) ? others.flatMap(event => writeEvent(event, start_time)) : []),
    ...recorded.map(exception => ({
      timeUnixNano: writeNanos(end_time),
      name: 'exception',
      attributes: writeAttributes({
        'exception.type': exception.type,
        'exception.message': exception.message,
        'exception.stacktrace': stackTrace(exception, causes),
      }),
    })),
  ]
}

function writeEvent(event: unknown, startSeconds: number): OtlpEvent[] {
  const { name, time, attributes } = (event ?? {}) as Record<string, unknown>
  if (typeof name !== 'string') return []
  return [
    {
      timeUnixNano: writeNanos(typeof time === 'number' ? time : startSeconds),
      name,
      attributes: writeAttributes(typeof attributes === 'object' && attributes !== null ? attributes : {}),
    },
  ]
}

function isStatus({ message, stack, type }: Exception, statusMessage: string | undefined): boolean {
  return type === undefined && stack === undefined && message !== undefined && message === statusMessage
}

/** For each exception the one behind it that led to it, as far as a stack can tell of it: by its type. */
function causesOf(exceptions: readonly Exception[]): ReadonlyMap<Exception, Exception> {
  const byId = new Map<string, Exception>()
  const causes = new Map<Exception, Exception>()
  // From the last one on, an exception knows only those behind it: no two lead to each other.
  for (const exception of exceptions.toReversed()) {
    const cause = exception.cause === undefined ? undefined : byId.get(exception.cause)
    if (cause?.type !== undefined && TYPE.test(cause.type)) causes.set(exception, cause)
    byId.set(exception.id, exception)
  }
  return causes
}

const TYPE = /^[A-Za-z_$][\w$.]{0,200}$/

/** As V8 prints it: what it was before is not in a document. */
function stackTrace(recorded: Exception, causes: ReadonlyMap<Exception, Exception>): string | undefined {
  const lines: string[] = []
  for (let each: Exception | undefined = recorded; each; each = causes.get(each)) {
    lines.push(
      `${each === recorded ? '' : 'Caused by: '}${[each.type, each.message].filter(Boolean).join(': ')}`,
    )
    for (const { label, path = '', line } of each.stack ?? []) {
      const place = line === undefined ? path : `${path}:${line}`
      lines.push(label ? `    at ${label} (${place})` : `    at ${place}`)
    }
    if (each.truncated !== undefined) lines.push(`    ... ${each.truncated} lines more`)
  }
  return lines.length > 1 ? lines.join('\n') : undefined
}
