import { callAsApp } from './call-as-app.ts'
import { destinationOf } from './destination-of.ts'
import type { Finding, Scene } from './finding.ts'
import { settingOf } from './setting-of.ts'

/** Where AWS's SDKs look for credentials in an environment, in their order; which of them is there, never what it says. */
const SOURCES: readonly (readonly string[])[] = [
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  ['AWS_WEB_IDENTITY_TOKEN_FILE', 'AWS_ROLE_ARN'],
  ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'],
  ['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
  ['AWS_PROFILE'],
]

/** Which region and credentials are there? Behind a daemon the app itself needs neither; at the API a call tells. */
export async function askCredentials({ environment }: Scene): Promise<Finding[]> {
  const region = settingOf(environment, ['AWS_REGION', 'AWS_DEFAULT_REGION'])
  const { api } = destinationOf(environment)
  const elsewhere = api
    ? "not set here; the API's host, the profile or the instance says"
    : 'not set here; the daemon finds its own'
  return [
    { about: 'region', verdict: 'ok', says: region ? `${region.value} (${region.name})` : elsewhere },
    api ? await tryApi(environment) : credentials(environment),
  ]
}

async function tryApi(environment: NodeJS.ProcessEnv): Promise<Finding> {
  const about = 'credentials'
  try {
    await callAsApp(environment)('/GetSamplingRules', {})
    return { about, verdict: 'ok', says: 'the X-Ray API takes our calls' }
  } catch (error) {
    return {
      about,
      verdict: 'loss',
      says: (error as Error).message,
      change:
        'Give the process AWS_REGION, and a role that may xray:PutTraceSegments, xray:GetSamplingRules and xray:GetSamplingTargets (docs/aws.md)',
    }
  }
}

function credentials(environment: NodeJS.ProcessEnv): Finding {
  const about = 'credentials'
  const halves = SOURCES.filter(names => names.some(name => environment[name]))
  const half = halves.find(names => names.some(name => !environment[name]))
  if (half)
    return {
      about,
      verdict: 'note',
      says: `${half.filter(name => environment[name]).join()} is set, and ${half.filter(name => !environment[name]).join()} is not: AWS's SDKs go by neither`,
      change: `Set ${half.join(' and ')}, or none of them`,
    }
  const [found] = halves
  return {
    about,
    verdict: 'ok',
    says: found
      ? `by ${found.join(' and ')}; the app needs none, the daemon signs`
      : 'none in the environment; the app needs none, the daemon signs',
  }
}
