import { afterEach, expect, test, vi } from 'vitest'
import { callXRayAt } from '../../src/client/index.ts'
import { serveHttp } from '../fixtures/http-server.ts'

afterEach(() => vi.unstubAllEnvs())

test('callXRayAt() signs where the user says so, and nowhere else but at AWS', async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  vi.stubEnv('AWS_REGION', 'eu-west-1')
  const signatures: boolean[] = []
  await using server = await serveHttp(({ headers }, response) => {
    signatures.push('authorization' in headers)
    response.end('{"a":1}')
  })
  expect(await callXRayAt(server.url)('/GetSamplingRules', {})).toEqual({ a: 1 })
  expect(await callXRayAt(server.url, { sign: true })('/GetSamplingRules', {})).toEqual({ a: 1 })
  expect(signatures).toEqual([false, true])
})

test('callXRayAt("xray") is the API of this process’s region', async () => {
  vi.stubEnv('AWS_REGION', 'mars')
  await expect(callXRayAt('xray')('/GetSamplingRules', {})).rejects.toThrow("'mars' is no region of AWS")
})

test('callXRayAt() refuses what is no URL', () => {
  expect(() => callXRayAt('x-ray')).toThrow(TypeError)
})
