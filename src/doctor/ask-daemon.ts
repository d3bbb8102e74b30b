import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import { xrayHost } from '../client/index.ts'
import { samplingEndpoint } from '../setup/index.ts'
import { destinationOf } from './destination-of.ts'
import type { Finding, Scene } from './finding.ts'

const TIMEOUT_MILLIS = 3000
/** AWS refuses a signature whose time is further off. */
const MAX_SKEW_SECONDS = 300
/** What an answer's `Date`, which is in whole seconds, and its way here come to. */
const NO_SKEW_SECONDS = 3

/** Does X-Ray answer, or the daemon's TCP side, and do its clock and ours agree? A daemon passes on what AWS's clock says. */
export async function askDaemon({ environment }: Scene): Promise<Finding[]> {
  const about = destinationOf(environment).api ? 'API' : 'daemon'
  if (environment.AWS_LAMBDA_FUNCTION_NAME)
    return [{ about, verdict: 'ok', says: "Lambda's own; it takes documents alone" }]
  const endpoint = urlOf(samplingEndpoint(environment), environment)
  if (!endpoint) return []
  try {
    const { date, status } = await ask(endpoint)
    return [{ about, verdict: 'ok', says: `${endpoint} answers (${status})` }, ...judgeClock(date)]
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    return [
      {
        about,
        verdict: 'note',
        says: `${endpoint} does not answer (${code ?? message}): neither sampling rules come from there, nor can clocks be compared`,
        change:
          about === 'API'
            ? 'Let the process reach it: docs/aws.md tells of networks without a way out'
            : 'Open the TCP port of the daemon, or name it: AWS_XRAY_DAEMON_ADDRESS="tcp:10.0.0.1:2000 udp:10.0.0.1:2000"',
      },
    ]
  }
}

/** `xray` is the API in the region, as far as variables say which; `credentials` tells of the rest. */
function urlOf(endpoint: string, { AWS_REGION, AWS_DEFAULT_REGION }: NodeJS.ProcessEnv): string | undefined {
  if (endpoint !== 'xray') return endpoint
  const host = xrayHost(AWS_REGION || AWS_DEFAULT_REGION || '')
  return host && `https://${host}`
}

function ask(endpoint: string): Promise<{ status: number; date: string | undefined }> {
  return new Promise((resolve, reject) => {
    const request = endpoint.startsWith('https:') ? httpsRequest : httpRequest
    request(`${endpoint.replace(/\/$/, '')}/GetSamplingRules`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      agent: false,
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    })
      .on('error', reject)
      .on('response', response => {
        response.resume()
        resolve({ status: response.statusCode!, date: response.headers.date })
      })
      .end('{}')
  })
}

function judgeClock(date: string | undefined): Finding[] {
  const about = 'clock'
  const skewSeconds = Math.round((Date.now() - Date.parse(date ?? '')) / 1000)
  if (Number.isNaN(skewSeconds)) return []
  const off = Math.abs(skewSeconds)
  if (off <= NO_SKEW_SECONDS) return [{ about, verdict: 'ok', says: `agrees with ${date}` }]
  const says = `${off} s ${skewSeconds > 0 ? 'ahead of' : 'behind'} what the answer says (${date})`
  const change = 'Let the machine keep time: on EC2 by chronyd and 169.254.169.123'
  if (off < MAX_SKEW_SECONDS)
    return [{ about, verdict: 'note', says: `${says}: spans are drawn at the wrong time`, change }]
  return [{ about, verdict: 'loss', says: `${says}: AWS refuses what is signed so far off its time`, change }]
}
