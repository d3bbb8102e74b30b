/** Where a request of Node's `http` goes, as far as it is told. */
interface Target {
  host?: string | null | undefined
  hostname?: string | null | undefined
  port?: number | string | null | undefined
}

/**
 * What makes OpenTelemetry's http instrumentation leave the requests alone by which Lambda's runtime gets events and
 * answers them: they are nobody's in a trace. Nothing outside of Lambda.
 */
export function ignoreRuntimeApi({ AWS_LAMBDA_RUNTIME_API: address }: NodeJS.ProcessEnv): {
  ignoreOutgoingRequestHook?: (target: Target) => boolean
} {
  if (!address) return {}
  return {
    ignoreOutgoingRequestHook: ({ host, hostname, port }) => `${hostname ?? host}:${port}` === address,
  }
}
