import { ApiConnection } from './api-connection.ts'
import { isOfAws } from './aws-endpoint.ts'
import { callApi } from './call-api.ts'
import { callDaemon } from './call-daemon.ts'
import type { CallXRay } from './call-xray.ts'

/** Stands for the API in the region that AWS's own tools would take. */
const REGIONAL = 'xray'

/**
 * Calls X-Ray where the text says: `xray` is the API in this process's region, `https:` with a host of AWS the API
 * there, both signed; anything else a daemon or what listens like one, unsigned unless that is wanted.
 *
 *     callXRayAt('https://xray.eu-west-1.amazonaws.com')
 *
 * @param options.isWaitedFor whether the process goes on until the answer is there, even if it has nothing else to do
 * @throws {TypeError} when the text is no URL
 */
export function callXRayAt(
  place: string,
  { sign, isWaitedFor = true }: { sign?: boolean | undefined; isWaitedFor?: boolean } = {},
): CallXRay {
  const url = place === REGIONAL ? undefined : place
  if (!sign && url !== undefined && !isOfAws(new URL(url))) return callDaemon(url, isWaitedFor)
  return callApi(new ApiConnection({ url, isWaitedFor, ...(sign && { sign }) }))
}
