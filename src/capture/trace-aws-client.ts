import { context, type Link, type Span, trace } from '@opentelemetry/api'
import { isTracingSuppressed, suppressTracing } from '@opentelemetry/core'
import { parseTraceHeader, XRayPropagator } from '../propagation/index.ts'
import { type AwsCall, awsCallSpan, awsResultAttributes, type Fields } from './aws-call.ts'
import { markTraced } from './mark-traced.ts'
import { recordError } from './record-error.ts'
import { tracer } from './tracer.ts'

/** A client of the AWS SDK for JavaScript v3, as far as it is touched. */
export interface AwsClient {
  readonly config: object
  readonly middlewareStack: { use(plugin: never): void }
}

type Handler = (args: { input: Fields; request?: unknown }) => Promise<Result>

interface Result {
  readonly response?: unknown
  readonly output: Fields & { readonly $metadata?: ResponseMetadata }
}

interface ResponseMetadata {
  readonly attempts?: number
  readonly extendedRequestId?: string
  readonly httpStatusCode?: number
  readonly requestId?: string
}

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
 * @throws {TypeError} when it is no client of the AWS SDK v3
 */
export function traceAwsClient<Client extends AwsClient>(client: Client): Client {
  const stack = (client as AwsClient | undefined)?.middlewareStack as unknown as MiddlewareStack | undefined
  if (typeof stack?.add !== 'function')
    throw new TypeError(
      'Cannot trace this client: it has no middlewareStack; give traceAwsClient() a client of the AWS SDK for JavaScript v3',
    )
  if (!markTraced(stack)) return client
  stack.add(traceCalls(client.config), { name: CALL, step: 'initialize', priority: 'high' })
  stack.add(carryHeader, { name: HEADER, step: 'build' })
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

async function traceCall(call: AwsCall, config: ClientConfig, send: () => Promise<Result>): Promise<Result> {
  const { name, ...options } = awsCallSpan(call)
  const span = tracer().startSpan(name, options)
  // The HTTP request under the call is the same call: the trace map would count it twice.
  const within = suppressTracing(trace.setSpan(context.active(), span))
  try {
    void recordRegion(span, config)
    const result = await context.with(within, send)
    recordResponse(span, result.output.$metadata)
    recordSize(span, result.response)
    span.setAttributes(awsResultAttributes(call, result.output))
    span.addLinks(sendersOf(result.output.Messages))
    return result
  } catch (error) {
    recordResponse(span, (error as { $metadata?: ResponseMetadata } | undefined)?.$metadata)
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

function recordResponse(span: Span, metadata: ResponseMetadata = {}): void {
  const { attempts = 1, extendedRequestId, httpStatusCode, requestId } = metadata
  if (requestId) span.setAttribute('aws.request.id', requestId)
  if (extendedRequestId) span.setAttribute('aws.request.extended_id', extendedRequestId)
  if (httpStatusCode) span.setAttribute('http.response.status_code', httpStatusCode)
  if (attempts > 1) span.setAttribute('http.request.resend_count', attempts - 1)
}

function recordSize(span: Span, response: unknown): void {
  const length = (response as { headers?: Fields } | undefined)?.headers?.['content-length']
  if (typeof length === 'string' && /^\d{1,15}$/.test(length))
    span.setAttribute('http.response.body.size', Number(length))
}

/** Links to those who sent the messages, where the call asked for their `AWSTraceHeader`. */
function sendersOf(messages: unknown): Link[] {
  if (!Array.isArray(messages)) return []
  return messages.flatMap((message: { Attributes?: Fields; MessageId?: string }) => {
    const header = parseTraceHeader(String(message.Attributes?.AWSTraceHeader ?? ''))
    if (!header?.parentId) return []
    const { parentId: spanId, sampled, traceId } = header
    const attributes = message.MessageId ? { 'messaging.message.id': message.MessageId } : {}
    return { context: { traceId, spanId, traceFlags: sampled ? 1 : 0, isRemote: true }, attributes }
  })
}

const propagator = new XRayPropagator()

const carryHeader: Middleware = next => args => {
  const { headers } = (args.request ?? {}) as { headers?: Record<string, string> }
  if (headers) propagator.inject(context.active(), headers, { set: setHeader })
  return next(args)
}

/** In the place of one that is there in another spelling: a request has only one. */
function setHeader(headers: Record<string, string>, name: string, value: string): void {
  const present = Object.keys(headers).find(key => key.toLowerCase() === name.toLowerCase())
  headers[present ?? name] = value
}
