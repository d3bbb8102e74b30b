import { expect, test } from 'vitest'
import { askCredentials } from '../../src/doctor/ask-credentials.ts'

const ask = (environment: NodeJS.ProcessEnv) => askCredentials({ environment, folder: '/' })

test.each([
  [{}, 'not set here', 'none in the environment'],
  [{ AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'x' }, 'eu-west-1 (AWS_REGION)', 'none'],
  [{ AWS_DEFAULT_REGION: 'eu-west-1' }, 'eu-west-1 (AWS_DEFAULT_REGION)', 'none'],
  [{ AWS_PROFILE: 'dev' }, 'not set', 'by AWS_PROFILE;'],
  [
    { AWS_WEB_IDENTITY_TOKEN_FILE: '/t', AWS_ROLE_ARN: 'a' },
    'not set',
    'by AWS_WEB_IDENTITY_TOKEN_FILE and AWS_ROLE_ARN;',
  ],
])('askCredentials() of %j', (environment, region, credentials) => {
  const findings = ask(environment)
  expect(findings.map(({ verdict }) => verdict)).toEqual(['ok', 'ok'])
  expect(findings[0]?.says).toContain(region)
  expect(findings[1]?.says).toContain(credentials)
})

test('askCredentials() knows half a pair, and shows no secret', () => {
  const findings = ask({ AWS_SECRET_ACCESS_KEY: 'very-secret', AWS_SESSION_TOKEN: 'very-secret' })
  expect(findings[1]).toEqual({
    about: 'credentials',
    verdict: 'note',
    says: "AWS_SECRET_ACCESS_KEY is set, and AWS_ACCESS_KEY_ID is not: AWS's SDKs go by neither",
    change: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or none of them',
  })
  expect(JSON.stringify(findings)).not.toContain('very-secret')
})
