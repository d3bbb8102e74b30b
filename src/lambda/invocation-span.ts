import { type Attributes, type Context, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { exceptionOf } from '../error/index.ts'
import type { EventDescription } from './event/event-description.ts'
import type { InvocationParent } from './invocation-parent.ts'
import type { LambdaContext } from './lambda-context.ts'

/** What is told of invocations beside what they are. */
export interface InvocationDetails {
  readonly serviceName: string
  /** What Lambda was told to call: `index.handler`. */
  readonly handlerName: string
  readonly isColdStart: boolean
}

/** An invocation's span, with itself in its context. */
export interface InvocationSpan {
  readonly span: Span
  readonly context: Context
}

/**
 * Starts the span of an invocation, named by the function. `ColdStart` and `Service` become annotations, under the
 * names that Powertools has for them.
 *
 * @see https://opentelemetry.io/docs/specs/semconv/faas/aws-lambda/
 */
export function startInvocationSpan(
  lambda: Partial<LambdaContext>,
  { attributes, trigger }: EventDescription,
  { context, links }: InvocationParent,
  { handlerName, isColdStart, serviceName }: InvocationDetails,
): InvocationSpan {
  const span = trace.getTracer('spanray/lambda', SPANRAY_VERSION).startSpan(
    lambda.functionName ?? serviceName,
    {
      kind: SpanKind.SERVER,
      links: [...links],
      attributes: {
        ...attributes,
        ...arnAttributes(lambda.invokedFunctionArn),
        'faas.trigger': trigger,
        'faas.coldstart': isColdStart,
        ...(lambda.awsRequestId !== undefined && { 'faas.invocation_id': lambda.awsRequestId }),
        'code.function.name': handlerName,
        ColdStart: isColdStart,
        Service: serviceName,
        'aws.xray.annotations': ['ColdStart', 'Service'],
      },
    },
    context,
  )
  return { span, context: trace.setSpan(context, span) }
}

function arnAttributes(arn: string | undefined): Attributes {
  const account = arn?.split(':')[4]
  if (!arn || !account) return {}
  return { 'cloud.resource_id': arn.split(':').slice(0, 7).join(':'), 'cloud.account.id': account }
}

/** Notes what the handler answered: the status of an HTTP answer, and messages of a batch that are to come again. */
export function recordResponse(span: Span, trigger: EventDescription['trigger'], response: unknown): void {
  const { batchItemFailures, statusCode } = Object(response) as {
    statusCode?: unknown
    batchItemFailures?: unknown
  }
  if (trigger === 'http') {
    const status = Number(statusCode)
    if (status >= 100 && status < 600) span.setAttribute('http.response.status_code', status)
  } else if (Array.isArray(batchItemFailures)) {
    span.setAttribute('aws.lambda.batch_item_failures', batchItemFailures.length)
  }
}

/** Notes that the handler failed. */
export function recordFailure(span: Span, error: unknown, withDetails: boolean): void {
  const { exception, message } = exceptionOf(error)
  if (withDetails) span.recordException(exception)
  span.setStatus({ code: SpanStatusCode.ERROR, ...(withDetails && { message }) })
}

/** Characters of a captured answer: a longer one would not fit into a document. */
const MAX_RESPONSE_CHARS = 16_000

/** Keeps the whole answer in the metadata, in the service's namespace, as Powertools does. */
export function captureResponse(span: Span, response: unknown, details: InvocationDetails): void {
  if (response === undefined) return
  try {
    const text = JSON.stringify(response) ?? ''
    const value = text.length > MAX_RESPONSE_CHARS ? `${text.slice(0, MAX_RESPONSE_CHARS)}…` : response
    span.setAttribute(
      `aws.xray.metadata.${details.serviceName}`,
      JSON.stringify({ [`${details.handlerName} response`]: value }),
    )
  } catch {
    // What can't be written as JSON is no answer either: the runtime will say so.
  }
}
