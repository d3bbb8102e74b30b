import type { EndedSpan } from './ended-span.ts'
import { hasException, type RecordedException, recordedExceptions } from './recorded-exceptions.ts'
import { isSameService } from './span-tree.ts'

/** Spans between the one where an error was recorded first and one above it that are looked at. */
const MAX_LEVELS = 50

/**
 * For each span that only recorded an error which a span below it had recorded already: the id of the exception there.
 * An error that comes up through an app is then written once, however many spans it passes. `undefined` when no two
 * exceptions have the same message: then there is nothing to look for.
 *
 * The same error is one of the same type, message and stack. The order of the spans plays no part: the lowest span is
 * the first, and of several at the same depth the one that ended last, whose error is the one that got away.
 */
export function repeatedExceptions(spans: readonly EndedSpan[]): ReadonlyMap<EndedSpan, string> | undefined {
  if (!hasMessageTwice(spans)) return undefined
  const throwing = new Map<EndedSpan, readonly RecordedException[]>()
  for (const span of spans) if (hasException(span)) throwing.set(span, recordedExceptions(span))
  const origins = findOrigins(spans, throwing)
  const repeated = new Map<EndedSpan, string>()
  for (const [span, origin] of origins) {
    // What would refer to a reference is written out: so no two ever refer to each other.
    if (!origins.has(origin.span)) repeated.set(span, origin.exceptionId)
  }
  return repeated
}

/** A quick look, which most batches end with. */
function hasMessageTwice(spans: readonly EndedSpan[]): boolean {
  const messages = new Set<unknown>()
  for (const { events } of spans) {
    if (events.length === 0) continue
    for (const { name, attributes } of events) {
      if (name !== 'exception') continue
      const message = attributes?.['exception.message']
      if (messages.has(message)) return true
      messages.add(message)
    }
  }
  return false
}

interface Origin {
  readonly span: EndedSpan
  readonly exceptionId: string
  readonly depth: number
}

function findOrigins(
  spans: readonly EndedSpan[],
  throwing: ReadonlyMap<EndedSpan, readonly RecordedException[]>,
): Map<EndedSpan, Origin> {
  const byId = new Map(spans.map(span => [span.spanContext().spanId, span]))
  const origins = new Map<EndedSpan, Origin>()
  for (const [span, exceptions] of throwing) {
    let above = parentOf(span, byId)
    for (let depth = 1; above && depth <= MAX_LEVELS; depth++) {
      const error = soleError(throwing.get(above))
      const match = error && exceptions.findLast(exception => isSame(exception, error))
      if (match) {
        const origin = { span, exceptionId: match.id, depth }
        if (isBefore(origin, origins.get(above))) origins.set(above, origin)
      }
      above = parentOf(above, byId)
    }
  }
  return origins
}

function parentOf(span: EndedSpan, byId: ReadonlyMap<string, EndedSpan>): EndedSpan | undefined {
  const parentId = span.parentSpanContext?.spanId
  const parent = parentId === undefined ? undefined : byId.get(parentId)
  return parent && isSameService(parent, span) ? parent : undefined
}

/** The one error that was recorded, once or again and again. */
function soleError(exceptions: readonly RecordedException[] | undefined): RecordedException | undefined {
  const first = exceptions?.[0]
  return first && exceptions.every(exception => isSame(exception, first)) ? first : undefined
}

function isSame(a: RecordedException, b: RecordedException): boolean {
  return a.type === b.type && a.message === b.message && a.stack === b.stack
}

function isBefore(a: Origin, b: Origin | undefined): boolean {
  if (!b || a.depth !== b.depth) return !b || a.depth > b.depth
  const seconds = a.span.endTime[0] - b.span.endTime[0] || a.span.endTime[1] - b.span.endTime[1]
  return seconds === 0 ? a.exceptionId < b.exceptionId : seconds > 0
}
