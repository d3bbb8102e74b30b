import type { EndedSpan } from '../segment/index.ts'

/** What is not taken of a request, and why. */
export interface OtlpRefusal {
  /** From the request to the value: `resourceSpans[0].scopeSpans[0].spans[3].traceId`. Empty for the request itself. */
  readonly path: string
  /** What is wrong, the value, and the rule. */
  readonly message: string
}

/** The spans of a request. */
export interface OtlpRequest {
  /** Those of one resource share one resource object. */
  readonly spans: readonly EndedSpan[]
  /** Spans that are not as OTLP has them, or all the spans of a scope or a resource that is not. The others are taken. */
  readonly refusals: readonly OtlpRefusal[]
  /** How many spans the refusals are about. */
  readonly refusedSpans: number
}

/** A request, or the reason why there is none. */
export type ParsedOtlp =
  | { readonly request: OtlpRequest; readonly refusal?: undefined }
  | { readonly request?: undefined; readonly refusal: OtlpRefusal }
