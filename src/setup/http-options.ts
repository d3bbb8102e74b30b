import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Attributes, isSpanContextValid, type Span, TraceFlags } from '@opentelemetry/api'
import type { HttpInstrumentationConfig } from '@opentelemetry/instrumentation-http'
import type { UndiciInstrumentationConfig } from '@opentelemetry/instrumentation-undici'
import { asksForDecision, formatTraceHeader, TRACE_HEADER } from '../propagation/index.ts'
import { matchWildcard } from '../sampling/index.ts'
import type { HttpSetting } from './http-setting.ts'

/** A domain name has at most 253 characters, its port five. */
const MAX_HOST_CHARS = 259

/** Options by the instrumentation's name. */
interface HttpOptions {
  http: HttpInstrumentationConfig
  undici: UndiciInstrumentationConfig
}

/**
 * What makes of OpenTelemetry's instrumentations for http the ones that the setting asks for: segments named by `Host`,
 * captured headers, the trace's name in responses. A caller that asks for the sampling decision by `Sampled=?` always
 * gets its answer.
 */
export function httpOptions({
  dynamicNaming,
  responseTraceHeader,
  capturedHeaders,
}: HttpSetting): HttpOptions {
  const pattern = dynamicNaming?.toLowerCase()
  return {
    http: {
      headersToSpanAttributes: capturedHeaders,
      responseHook: (span, response) => {
        if (isToServe(response)) answerCaller(span, response, responseTraceHeader)
      },
      ...(pattern !== undefined && { startIncomingSpanHook: request => nameByHost(request, pattern) }),
    },
    undici: { headersToSpanAttributes: capturedHeaders.client },
  }
}

/** The hook is called with the responses that the app gets as well as with those that it gives. */
function isToServe(response: IncomingMessage | ServerResponse): response is ServerResponse {
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
function nameByHost(request: IncomingMessage, pattern: string): Attributes {
  const { host } = request.headers
  if (!host || host.length > MAX_HOST_CHARS || !matchWildcard(pattern, host.toLowerCase())) return {}
  return { 'aws.local.service': host }
}
