import { XRayError } from '../error/index.ts'
import { functionTracing } from '../setup/index.ts'
import type { TracedOptions } from './begin-invocation.ts'
import { type LambdaHandler, traceHandler } from './trace-handler.ts'

/**
 * The handler, with a span for each invocation, which is sent before the answer. Takes every shape that Lambda takes, and
 * is of the same shape.
 *
 *     export const handler = traced(async (event, context) => { … })
 *
 * It stands under Lambda's own segment when active tracing is on and the invocation is sampled; `docs/lambda.md` says
 * what becomes of it otherwise. An answer that the handler gives without a promise is a promise behind `traced`.
 *
 * @throws {XRayError} `ERR_XRAY_HANDLER` when it is given no function
 */
export function traced<Handler extends LambdaHandler>(handler: Handler, options?: TracedOptions): Handler {
  if (typeof handler !== 'function')
    throw new XRayError(
      'ERR_XRAY_HANDLER',
      `Cannot trace ${typeof handler} as a Lambda handler: write traced(async event => …)`,
    )
  return traceHandler(handler, () => functionTracing(process.env), options)
}
