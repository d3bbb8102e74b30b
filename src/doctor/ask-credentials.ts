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

/** Which region and credentials does the environment have? Behind a daemon the app itself needs neither. */
export function askCredentials({ environment }: Scene): Finding[] {
  const region = settingOf(environment, ['AWS_REGION', 'AWS_DEFAULT_REGION'])
  return [
    {
      about: 'region',
      verdict: 'ok',
      says: region ? `${region.value} (${region.name})` : 'not set here; the daemon finds its own',
    },
    credentials(environment),
  ]
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
