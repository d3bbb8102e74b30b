/**
 * An ended span, as far as a segment document needs it (or an open one, which makes a document in progress).
 * `ReadableSpan` of OpenTelemetry's SDK 2.x and 3.x fits as it is, and so does a span read from OTLP.
 */
export interface EndedSpan {
  readonly name: string
  /** OpenTelemetry's `SpanKind`. */
  readonly kind: number
  spanContext(): { readonly traceId: string; readonly spanId: string; readonly traceFlags?: number }
  /** The parent, when there is one; `isRemote` when it is known whether it lives in another process. */
  readonly parentSpanContext?:
    | { readonly spanId: string; readonly isRemote?: boolean | undefined; readonly traceFlags?: number }
    | undefined
  /** Seconds since the epoch, and nanoseconds. */
  readonly startTime: readonly [number, number]
  readonly endTime: readonly [number, number]
  /** `false` while the span is open. */
  readonly ended?: boolean
  readonly status: { readonly code: number; readonly message?: string | undefined }
  readonly attributes: Attributes
  readonly events: readonly SpanEvent[]
  readonly links: readonly SpanLink[]
  readonly resource: SpanResource
  readonly instrumentationScope?: { readonly name: string; readonly version?: string | undefined } | undefined
  readonly droppedAttributesCount?: number
  readonly droppedEventsCount?: number
  readonly droppedLinksCount?: number
}

/** Any values: the SDK of the 3.x line passes on whatever the user set. */
export type Attributes = Readonly<Record<string, unknown>>

export interface SpanEvent {
  readonly name: string
  readonly time?: readonly [number, number] | undefined
  readonly attributes?: Attributes | undefined
}

export interface SpanLink {
  readonly context: { readonly traceId: string; readonly spanId: string }
  readonly attributes?: Attributes | undefined
}

/** What made the span: one object for all the spans of a service. */
export interface SpanResource {
  readonly attributes: Attributes
}

/** The numbers of OpenTelemetry's `SpanKind`. */
export const SERVER = 1
export const CLIENT = 2
export const PRODUCER = 3
export const CONSUMER = 4

/** The number of OpenTelemetry's `SpanStatusCode.ERROR`. */
export const STATUS_ERROR = 2
