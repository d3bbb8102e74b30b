import { type HttpOptions, httpOptions } from './http-options.ts'
import { httpSetting } from './http-setting.ts'

/** Each option goes before its variable. */
export interface XRayHttpOptions {
  /** A glob such as `*.example.com`: where a request's `Host` fits, it names the segment. @default `SPANRAY_DYNAMIC_NAMING` */
  dynamicNaming?: string | undefined
  /** Whether each response names its trace. @default `SPANRAY_RESPONSE_TRACE_HEADER` */
  responseTraceHeader?: boolean | undefined
}

/**
 * Options of OpenTelemetry's http instrumentation, for who sets it up by hand: segments named by `Host`, the trace's name
 * in responses, the headers that `OTEL_INSTRUMENTATION_HTTP_CAPTURE_HEADERS_…` names, and an answer to a caller that asks
 * for the sampling decision by `Sampled=?`.
 *
 *     new HttpInstrumentation({ ...xrayHttp({ responseTraceHeader: true }) })
 */
export function xrayHttp({ dynamicNaming, responseTraceHeader }: XRayHttpOptions = {}): HttpOptions {
  const setting = httpSetting(process.env, message => process.emitWarning(message, 'SpanrayWarning'))
  return httpOptions({
    ...setting,
    dynamicNaming: dynamicNaming ?? setting.dynamicNaming,
    responseTraceHeader: responseTraceHeader ?? setting.responseTraceHeader,
  })
}
