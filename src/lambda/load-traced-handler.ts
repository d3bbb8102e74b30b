import { processState } from '../setup/index.ts'
import { addressOf, findHandler, handlerIn } from './find-handler.ts'
import { type LambdaHandler, traceHandler } from './trace-handler.ts'

/** Where the exec wrapper keeps the name of the user's handler. */
const VARIABLE = 'SPANRAY_LAMBDA_HANDLER'

/**
 * Loads the handler that Lambda was told of before the exec wrapper put ours in its place, and traces it. It fails as the
 * runtime would, so that the runtime reports the user's mistake and not ours. The environment is as it was before.
 */
export async function loadTracedHandler(environment: NodeJS.ProcessEnv): Promise<LambdaHandler> {
  const handler = environment[VARIABLE] ?? ''
  delete environment[VARIABLE]
  environment._HANDLER = handler
  const place = findHandler(handler, environment.LAMBDA_TASK_ROOT || process.cwd())
  const found = handlerIn(await import(addressOf(place)), place.names, handler)
  return traceHandler(found, () => processState()?.tracing)
}
