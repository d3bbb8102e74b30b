import { expect, test } from 'vitest'
import { callAsApp } from '../../src/doctor/call-as-app.ts'
import { serveHttp } from '../fixtures/http-server.ts'

test.each([
  [{}, undefined],
  [{ SPANRAY_SIGN: 'true' }, expect.stringMatching(/^AWS4-HMAC-SHA256 /)],
  [{ SPANRAY_SIGN: 'True' }, expect.stringMatching(/^AWS4-HMAC-SHA256 /)],
])('callAsApp() with %j', async (more, authorization) => {
  let signed: string | undefined
  await using api = await serveHttp(({ headers }, response) => {
    signed = headers.authorization
    response.end('{}')
  })
  const keys = { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'B' }
  Object.assign(process.env, keys)
  const call = callAsApp({ OTEL_EXPORTER_XRAY_ENDPOINT: api.url, ...more })
  expect(await call('/GetSamplingRules', {})).toEqual({})
  expect(signed).toEqual(authorization)
})
