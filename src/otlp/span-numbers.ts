import type { EndedSpan } from '../segment/index.ts'

/** The library that made the span. */
export type SpanScope = NonNullable<EndedSpan['instrumentationScope']>

const MAX_KIND = 5

/** OpenTelemetry's `SpanKind`, which is OTLP's number less one. A span of no kind, or of one to come, is INTERNAL. */
export function spanKind(otlpKind: number): number {
  return otlpKind >= 1 && otlpKind <= MAX_KIND ? otlpKind - 1 : 0
}

const HAS_IS_REMOTE = 0x100
const IS_REMOTE = 0x200

/** Whether the parent lives in another process; `undefined` when the flags do not say. */
export function isParentRemote(flags: number): boolean | undefined {
  return (flags & HAS_IS_REMOTE) === 0 ? undefined : (flags & IS_REMOTE) !== 0
}

/** The eight bits of W3C's trace flags among OTLP's. */
export function traceFlags(flags: number): number {
  return flags & 0xff
}

/** Ids of a link to nowhere, which OTLP allows for the sake of its attributes. */
export const NO_TRACE_ID = '0'.repeat(32)
export const NO_SPAN_ID = '0'.repeat(16)
