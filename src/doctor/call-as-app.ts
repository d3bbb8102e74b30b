import { type CallXRay, callXRayAt } from '../client/index.ts'
import { isTrue, samplingEndpoint } from '../setup/index.ts'

/** Calls X-Ray as the app would: through the daemon, or at the API, that its documents go to. */
export function callAsApp(environment: NodeJS.ProcessEnv): CallXRay {
  return callXRayAt(samplingEndpoint(environment), { sign: isTrue(environment.SPANRAY_SIGN) })
}
