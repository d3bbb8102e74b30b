import { context } from '@opentelemetry/api'
import { XRayPropagator } from './xray-propagator.ts'

type Send<Args, Result> = (args: Args) => Promise<Result>

const propagator = new XRayPropagator()

/**
 * Middleware for the `build` step of an AWS SDK v3 client: puts the active span's `X-Amzn-Trace-Id` on the request, by
 * which AWS's services continue the trace. A request without headers passes as it is.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function carryTraceHeader<Args extends { readonly request?: unknown }, Result>(
  next: Send<Args, Result>,
): Send<Args, Result> {
  return args => {
    const { headers } = (args.request ?? {}) as { headers?: Record<string, string> }
    if (headers) propagator.inject(context.active(), headers, { set: setHeader })
    return next(args)
  }
}

/** In the place of one that is there in another spelling: a request has only one. */
function setHeader(headers: Record<string, string>, name: string, value: string): void {
  const present = Object.keys(headers).find(key => key.toLowerCase() === name.toLowerCase())
  headers[present ?? name] = value
}
