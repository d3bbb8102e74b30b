import { deriveId } from '../ids/index.ts'
import type { Attributes, EndedSpan, SpanEvent } from './ended-span.ts'
import { textAttribute } from './text-attribute.ts'

/** An exception that was recorded on a span. */
export interface RecordedException {
  readonly id: string
  readonly type: string | undefined
  readonly message: string | undefined
  readonly stack: string
  /** Exceptions recorded before it that are left out. */
  readonly skipped: number
}

/** Exceptions of one span that are kept; a loop that records each of its failures would fill the document. */
const MAX_RECORDED = 10

const NONE: readonly RecordedException[] = []

/**
 * The exceptions recorded on the span, in their order; of more than ten the first nine and the last, which says how
 * many are missing before it. Ids follow from the span's id, so that whoever converts the span again has the same.
 *
 *     exception.type=TypeError exception.message="x is not a function"
 *     → [{ id: '78f67dfdb6a26c4c', type: 'TypeError', message: 'x is not a function', stack: '', skipped: 0 }]
 *
 * @see https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
 */
export function recordedExceptions(span: EndedSpan): readonly RecordedException[] {
  if (!hasException(span)) return NONE
  const { spanId } = span.spanContext()
  const events = span.events.filter(isException)
  const leftOut = Math.max(0, events.length - MAX_RECORDED)
  if (leftOut > 0) events.splice(MAX_RECORDED - 1, leftOut)
  return events.map(({ attributes = NO_ATTRIBUTES }, index) => {
    return {
      id: exceptionId(spanId, index),
      type: textAttribute(attributes, 'exception.type'),
      message: textAttribute(attributes, 'exception.message'),
      stack: textAttribute(attributes, 'exception.stacktrace') ?? '',
      skipped: index === MAX_RECORDED - 1 ? leftOut : 0,
    }
  })
}

export function hasException({ events }: EndedSpan): boolean {
  return events.length > 0 && events.some(isException)
}

/**
 * The id of the span's exception of this index. The first ten are the recorded ones; behind them come those that a
 * stack tells of.
 */
export function exceptionId(spanId: string, index: number): string {
  return deriveId(spanId, index + 1)
}

/** The index of the first exception that is only told of in a stack. */
export const FIRST_TOLD = MAX_RECORDED

const NO_ATTRIBUTES: Attributes = {}

function isException(event: SpanEvent): boolean {
  return event.name === 'exception'
}
