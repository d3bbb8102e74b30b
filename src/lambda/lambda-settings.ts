import { isFalse, isTrue } from '../setup/index.ts'
import type { WhenUnsampled } from './invocation-parent.ts'

/** What the environment says of traced handlers. */
export interface LambdaSettings {
  readonly serviceName: string
  readonly handlerName: string
  readonly whenUnsampled: WhenUnsampled
  readonly captureResponse: boolean
  readonly captureError: boolean
}

/** Reads the settings; for a value that is none, a warning and the default. */
export function lambdaSettings(
  environment: NodeJS.ProcessEnv,
  warn: (message: string) => void,
): LambdaSettings {
  return {
    serviceName:
      environment.OTEL_SERVICE_NAME ||
      environment.AWS_XRAY_TRACING_NAME ||
      environment.POWERTOOLS_SERVICE_NAME ||
      environment.AWS_LAMBDA_FUNCTION_NAME ||
      'function',
    handlerName: environment._HANDLER || 'handler',
    whenUnsampled: whenUnsampled(environment.SPANRAY_LAMBDA_UNSAMPLED, warn),
    captureResponse: isTrue(
      environment.SPANRAY_LAMBDA_CAPTURE_RESPONSE || environment.POWERTOOLS_TRACER_CAPTURE_RESPONSE,
    ),
    captureError: !isFalse(
      environment.SPANRAY_LAMBDA_CAPTURE_ERROR || environment.POWERTOOLS_TRACER_CAPTURE_ERROR,
    ),
  }
}

function whenUnsampled(word: string | undefined, warn: (message: string) => void): WhenUnsampled {
  const choice = word?.toLowerCase() || 'obey'
  if (choice === 'obey' || choice === 'record') return choice
  warn(`SPANRAY_LAMBDA_UNSAMPLED='${word}' is no choice: write obey or record; using obey`)
  return 'obey'
}
