/**
 * What Lambda's runtime hands to a handler beside the event, as far as it is read here.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export interface LambdaContext {
  readonly functionName: string
  readonly functionVersion: string
  readonly invokedFunctionArn: string
  readonly awsRequestId: string
  /** `Root=…;Parent=…;Sampled=…` of this very invocation; runtimes before Node.js 24 do not have it. */
  readonly xRayTraceId?: string | undefined
  /** What the caller of `Invoke` put into `ClientContext`. */
  readonly clientContext?: { readonly custom?: unknown; readonly Custom?: unknown } | undefined
  getRemainingTimeInMillis(): number
}
