import { context, type Span, trace } from '@opentelemetry/api'
import { isTracingSuppressed, suppressTracing } from '@opentelemetry/core'
import { XRayError } from '../error/index.ts'
import { carryTraceHeader } from '../propagation/index.ts'
import { type AwsCall, awsCallSpan, type Fields } from './aws-call.ts'
import { markTraced } from './mark-traced.ts'
import {
  type AwsResponse,
  type AwsResponseMetadata,
  recordAwsResponse,
  recordResponseMetadata,
} from './record-aws-response.ts'
import { recordError } from './record-error.ts'
import { tracer } from './tracer.ts'

/** A client of the AWS SDK for JavaScript v3, as far as it is touched. */
export interface AwsClient {
  readonly config: object
  readonly middlewareStack: { use(plugin: never): void }
}

type Handler = (args: { input: Fields; request?: unknown }) => Promise<AwsResponse>

/** What a middleware is told of the command that passes through. */
interface CommandContext {
  readonly clientName?: string
  readonly commandName?: string
}

type Middleware = (next: Handler, command: CommandContext) => Handler

interface MiddlewareStack {
  add(middleware: Middleware, options: { name: string; step: string; priority?: string }): void
  remove(name: string): boolean
  clone(): MiddlewareStack
}

interface ClientConfig {
  readonly serviceId?: string
  readonly region?: unknown
}

const CALL = 'spanrayCall'
const HEADER = 'spanrayTraceHeader'

/**
 * Traces each call of this client of the AWS SDK for JavaScript v3: a subsegment with service, operation, region,
 * request id, retries, status, and what it works on (table, bucket and key, queue, topic, function, …). The request
 * carries `X-Amzn-Trace-Id`, with the caller's `Lineage`. It needs no hooks, so it works in bundled code.
 *
 *     const dynamodb = traceAwsClient(new DynamoDBClient({}))
 *
 * One call is one subsegment, also when the client is given here twice or OpenTelemetry's instrumentation traces it as
 * well: then that one does, and here only the header is set. The HTTP request under a call is not traced. Presigned
 * URLs are no calls. Paginators, waiters and `DynamoDBDocumentClient.from(client)` go through the client.
 *
 * @returns the same client
 * @throws {XRayError} `ERR_XRAY_AWS_CLIENT` when it is no client of the AWS SDK v3
 */
export function traceAwsClient<Client extends AwsClient>(client: Client): Client {
  const stack = (client as AwsClient | undefined)?.middlewareStack as unknown as MiddlewareStack | undefined
  if (typeof stack?.add !== 'function')
    throw new XRayError(
      'ERR_XRAY_AWS_CLIENT',
      'Cannot trace this client: it has no middlewareStack; give traceAwsClient() a client of the AWS SDK for JavaScript v3',
    )
  if (!markTraced(stack)) return client
  stack.add(traceCalls(client.config), { name: CALL, step: 'initialize', priority: 'high' })
  stack.add(carryTraceHeader, { name: HEADER, step: 'build' })
  leaveOutOfClones(stack)
  return client
}

/** Presigning runs a command through a clone of the client's stack: no call is made, and the URL goes to somebody else. */
function leaveOutOfClones(stack: MiddlewareStack): void {
  const clone = stack.clone
  stack.clone = () => {
    const copy = clone.call(stack)
    copy.remove(CALL)
    copy.remove(HEADER)
    return copy
  }
}

function traceCalls(config: ClientConfig): Middleware {
  return (next, command) => args => {
    const call: AwsCall = {
      service: (config.serviceId ?? command.clientName?.replace(/Client$/, '') ?? 'AWS').replace(/\s+/g, ''),
      operation: command.commandName?.replace(/Command$/, '') ?? 'Call',
      input: args.input ?? {},
    }
    return isTraced(call) ? next(args) : traceCall(call, config, () => next(args))
  }
}

/** Whether somebody else traces this very call: OpenTelemetry's instrumentation runs around the whole stack. */
function isTraced({ service, operation }: AwsCall): boolean {
  const active = context.active()
  if (isTracingSuppressed(active)) return true
  const { attributes } = (trace.getSpan(active) ?? {}) as { attributes?: Fields }
  return attributes?.['rpc.service'] === service && attributes['rpc.method'] === operation
}

async function traceCall(
  call: AwsCall,
  config: ClientConfig,
  send: () => Promise<AwsResponse>,
): Promise<AwsResponse> {
  const { name, ...options } = awsCallSpan(call)
  const span = tracer().startSpan(name, options)
  // The HTTP request under the call is the same call: the trace map would count it twice.
  const within = suppressTracing(trace.setSpan(context.active(), span))
  try {
    void recordRegion(span, config)
    const result = await context.with(within, send)
    recordAwsResponse(span, call, result)
    return result
  } catch (error) {
    recordResponseMetadata(span, (error as { $metadata?: AwsResponseMetadata } | undefined)?.$metadata)
    recordError(span, error)
    throw error
  } finally {
    span.end()
  }
}

/** A region that nobody knows fails the call itself, with the SDK's own words. */
async function recordRegion(span: Span, { region }: ClientConfig): Promise<void> {
  try {
    const name: unknown = typeof region === 'function' ? await region() : region
    if (typeof name === 'string') span.setAttribute('cloud.region', name)
  } catch {}
}
