import type { LambdaContext } from './lambda-context.ts'

/** Where runtimes keep what belongs to the invocation at hand. @see https://github.com/awslabs/aws-lambda-invoke-store */
interface WithInvokeStore {
  awslambda?: { InvokeStore?: { getXRayTraceId?(): string | undefined } }
}

/**
 * The trace header that Lambda gave to this invocation, the closest source first: the context, the invoke store, the
 * process's environment, which on Managed Instances many invocations share and which is then empty.
 */
export function invocationHeader(
  context: Partial<LambdaContext>,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const store = (globalThis as WithInvokeStore).awslambda?.InvokeStore
  return context.xRayTraceId || store?.getXRayTraceId?.() || environment._X_AMZN_TRACE_ID || undefined
}
