import type { Exception, Segment, Subsegment } from '../../document/index.ts'
import { type KeyValue, writeAttributes } from './write-any-value.ts'
import { writeNanos } from './write-nanos.ts'

/** An event of a span, as OTLP/JSON writes it. */
export interface OtlpEvent {
  timeUnixNano: string
  name: string
  attributes: KeyValue[]
}

/** The events that a document tells of: exceptions as its cause, all others in its metadata. */
export function spanEvents(entity: Segment | Subsegment): OtlpEvent[] {
  const { cause, metadata, start_time, end_time = start_time } = entity
  const exceptions = typeof cause === 'object' ? (cause.exceptions ?? []) : []
  const others = metadata?.default?.['otel.span.events']
  return [
    ...(Array.isArray(others) ? others.flatMap(event => writeEvent(event, start_time)) : []),
    ...exceptions.map(exception => ({
      timeUnixNano: writeNanos(end_time),
      name: 'exception',
      attributes: writeAttributes({
        'exception.type': exception.type,
        'exception.message': exception.message,
        'exception.stacktrace': stackTrace(exception),
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

/** As V8 prints it: what it was before is not in a document. */
function stackTrace({ type, message, stack = [] }: Exception): string | undefined {
  if (stack.length === 0) return undefined
  const frames = stack.map(({ label, path = '', line }) => {
    const place = line === undefined ? path : `${path}:${line}`
    return label ? `    at ${label} (${place})` : `    at ${place}`
  })
  return [[type, message].filter(Boolean).join(': '), ...frames].join('\n')
}
