import { functionTracing } from '../setup/index.ts'
import { beginInvocation, type FindTracing, type Invocation, type TracedOptions } from './begin-invocation.ts'
import { enterContext } from './enter-context.ts'
import type { LambdaContext } from './lambda-context.ts'

/** What middy hands to a middleware, as far as it is read here. */
interface MiddyRequest {
  readonly event: unknown
  readonly context: Partial<LambdaContext>
  readonly response?: unknown
  readonly error?: unknown
}

/** A middleware of middy's, of any release. */
export interface TracedMiddleware {
  before(request: MiddyRequest): void
  after(request: MiddyRequest): Promise<void>
  onError(request: MiddyRequest): Promise<void>
}

/**
 * `traced` as a middleware of middy. Use it first: what comes before it is not in the trace, and what comes after it in
 * the way back has ended. middy does not tell it of an invocation that a later middleware answers before the handler:
 * where there is such a one, write `traced(middy(charge))`.
 *
 *     export const handler = middy(charge).use(tracedMiddleware())
 *
 * @see https://middy.js.org
 */
export function tracedMiddleware(options?: TracedOptions): TracedMiddleware {
  const findTracing: FindTracing = () => functionTracing(process.env)
  const invocations = new WeakMap<MiddyRequest, Invocation>()
  return {
    before(request) {
      const invocation = beginInvocation(request.event, request.context ?? {}, findTracing, options)
      if (!invocation) return
      invocations.set(request, invocation)
      enterContext(invocation.context)
    },
    async after(request) {
      await invocations.get(request)?.succeed(request.response)
    },
    async onError(request) {
      await invocations.get(request)?.fail(request.error)
    },
  }
}
