import type { XRaySpanExporterOptions, XRaySpanProcessorOptions } from '../export/index.ts'
import type { Sampler } from '../sampling/index.ts'

/** Each option goes before its variable; what neither says has the preload's default. */
export interface XRayOptions extends XRaySpanExporterOptions, XRaySpanProcessorOptions {
  /** What the service is called. @default what `OTEL_SERVICE_NAME` or `AWS_XRAY_TRACING_NAME` says, else the resource */
  serviceName?: string | undefined
  /**
   * Which traces are taken: a name as in `OTEL_TRACES_SAMPLER`, the share of new traces from 0 to 1, or a sampler.
   * @default what `OTEL_TRACES_SAMPLER` says, else `xray`: what the caller took, and by X-Ray's rules what begins here
   */
  sampler?: string | number | Sampler<{ decision: 0 | 1 | 2 }> | undefined
  /** Names as in `OTEL_PROPAGATORS`. @default what `OTEL_PROPAGATORS` says, else `xray`, `tracecontext` and `baggage` */
  propagators?: readonly string[] | undefined
  /** Requests that are not traced, as in `SPANRAY_IGNORE`: globs of paths, `host:` and `agent:` globs. @default its list */
  ignore?: readonly string[] | undefined
}
