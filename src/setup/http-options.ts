import { type Attributes, isSpanContextValid, type Span, TraceFlags } from '@opentelemetry/api'
import { asksForDecision, formatTraceHeader, TRACE_HEADER } from '../propagation/index.ts'
import { matchWildcard } from '../sampling/index.ts'

/** A domain name has at most 253 characters, its port five. */
const MAX_HOST_CHARS = 259

/** Names of headers whose values spans record. */
export interface CapturedHeaders {
  requestHeaders: string[]
  responseHeaders: string[]
}

/** What a user asks for of requests over HTTP. */
export interface HttpSetting {
  /** A glob: where a request's `Host` fits, it names the segment. */
  dynamicNaming: string | undefined
  /** Whether each response names its trace in `X-Amzn-Trace-Id`. */
  responseTraceHeader: boolean
  /** Of the requests that come in, and of those that go out. */
  capturedHeaders: { server: CapturedHeaders; client: CapturedHeaders }
}

/** Options of OpenTelemetry's http instrumentation, as all its releases have them. */
export interface HttpOptions {
  headersToSpanAttributes: { server: CapturedHeaders; client: CapturedHeaders }
  responseHook: (span: Span, response: object) => void
  startIncomingSpanHook?: (request: { headers: { host?: string | undefined } }) => Attributes
}

/** The part of Node's response to a request that came in. */
interface ServerResponse {
  req: { headers: Record<string, string | string[] | undefined> }
  setHeader(name: string, value: string): unknown
}

/**
 * What makes of OpenTelemetry's http instrumentation the one that the setting asks for: segments named by `Host`,
 * captured headers, the trace's name in responses. A caller that asks for the sampling decision by `Sampled=?` always
 * gets its answer.
 */
export function httpOptions(setting: HttpSetting): HttpOptions {
  const { dynamicNaming, responseTraceHeader, capturedHeaders } = setting
  const pattern = dynamicNaming?.toLowerCase()
  return {
    headersToSpanAttributes: capturedHeaders,
    responseHook: (span, response) => {
      if (isToServe(response)) answerCaller(span, response, responseTraceHeader)
    },
    ...(pattern !== undefined && {
      startIncomingSpanHook: request => nameByHost(request.headers.host, pattern),
    }),
  }
}

/** The hook is called with the responses that the app gets as well as with those that it gives. */
function isToServe(response: object): response is ServerResponse {
  return 'setHeader' in response
}

/** Runs ahead of the app, which may still write another header. */
function answerCaller(span: Span, response: ServerResponse, always: boolean): void {
  if (!always && !asksForDecision(response.req.headers['x-amzn-trace-id'])) return
  const spanContext = span.spanContext()
  if (!isSpanContextValid(spanContext)) return
  const sampled = (spanContext.traceFlags & TraceFlags.SAMPLED) !== 0
  response.setHeader(TRACE_HEADER, formatTraceHeader({ traceId: spanContext.traceId, sampled, rest: '' }))
}

/** As X-Ray's SDK: the `Host` as it came, with its port, where it fits the pattern. */
function nameByHost(host: string | undefined, pattern: string): Attributes {
  if (!host || host.length > MAX_HOST_CHARS || !matchWildcard(pattern, host.toLowerCase())) return {}
  return { 'aws.local.service': host }
}
