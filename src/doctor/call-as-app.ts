import { type CallXRay, callXRayAt } from '../client/index.ts'
import { samplingEndpoint } from '../setup/index.ts'

/** Calls X-Ray as the app would: through the daemon, or at the API, that its documents go to. */
export function callAsApp(environment: NodeJS.ProcessEnv): CallXRay {
  return callXRayAt(samplingEndpoint(environment), { sign: environment.SPANRAY_SIGN === 'true' })
}
