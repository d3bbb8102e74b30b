import { expect, test } from 'vitest'
import { askCredentials } from '../../src/doctor/ask-credentials.ts'
import { serveHttp } from '../fixtures/http-server.ts'

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
])('askCredentials() of %j', async (environment, region, credentials) => {
  const findings = await ask(environment)
  expect(findings.map(({ verdict }) => verdict)).toEqual(['ok', 'ok'])
  expect(findings[0]?.says).toContain(region)
  expect(findings[1]?.says).toContain(credentials)
})

test('askCredentials() knows half a pair, and shows no secret', async () => {
  const findings = await ask({ AWS_SECRET_ACCESS_KEY: 'very-secret', AWS_SESSION_TOKEN: 'very-secret' })
  expect(findings[1]).toEqual({
    about: 'credentials',
    verdict: 'note',
    says: "AWS_SECRET_ACCESS_KEY is set, and AWS_ACCESS_KEY_ID is not: AWS's SDKs go by neither",
    change: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or none of them',
  })
  expect(JSON.stringify(findings)).not.toContain('very-secret')
})

test('askCredentials() has the API say whether it takes our calls', async () => {
  let status = 200
  await using api = await serveHttp((_, response) => {
    response.writeHead(status, { 'x-amzn-errortype': 'AccessDeniedException' }).end('{}')
  })
  const environment = { OTEL_EXPORTER_XRAY_ENDPOINT: api.url }
  expect((await ask(environment))[1]).toMatchObject({ verdict: 'ok', says: 'the X-Ray API takes our calls' })
  status = 403
  expect((await ask(environment))[1]).toMatchObject({
    verdict: 'loss',
    says: expect.stringContaining('403'),
    change: expect.stringContaining('xray:PutTraceSegments'),
  })
})
