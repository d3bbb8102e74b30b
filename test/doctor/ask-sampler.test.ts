import { afterAll, beforeAll, expect, test } from 'vitest'
import { askSampler } from '../../src/doctor/ask-sampler.ts'
import { createLocalXRay, type LocalXRay } from '../../src/local/index.ts'

let xray: LocalXRay
beforeAll(async () => {
  xray = await createLocalXRay({ port: 0 })
})
afterAll(() => xray.close())

const ask = async (environment: NodeJS.ProcessEnv) => (await askSampler({ environment, folder: '/' }))[0]

test('askSampler() shows the rules that it gets', async () => {
  const address = `127.0.0.1:${xray.port}`
  expect(await ask({ AWS_XRAY_DAEMON_ADDRESS: address })).toEqual({
    about: 'sampler',
    verdict: 'ok',
    says: `xray decides, by default; rules from http://${address}: Default (100 %)`,
  })
})

test('askSampler() calls it a loss when there are no rules', async () => {
  expect(await ask({ AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9' })).toMatchObject({
    verdict: 'loss',
    says: expect.stringContaining('http://127.0.0.1:9 gives no rules (ECONNREFUSED)'),
    change: expect.stringContaining('OTEL_TRACES_SAMPLER=parentbased_always_on'),
  })
})

test('askSampler() says that a name is none, and who decides instead', async () => {
  expect(
    await ask({ OTEL_TRACES_SAMPLER: 'sometimes', AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:9' }),
  ).toMatchObject({
    verdict: 'note',
    says: "xray decides, by default: OTEL_TRACES_SAMPLER='sometimes' names no sampler",
    change: expect.stringContaining('parentbased_always_on'),
  })
})

test.each([
  ['0.07', 'ok', /: 7 % of the traces$/],
  ['', 'ok', /: 100 % of the traces$/],
  ['0.0', 'loss', /no trace is taken$/],
])('askSampler() tells what the ratio %j takes', async (OTEL_TRACES_SAMPLER_ARG, verdict, says) => {
  expect(await ask({ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG })).toMatchObject({
    verdict,
    says: expect.stringMatching(says),
  })
})

test.each([
  [{ OTEL_TRACES_SAMPLER: 'always_off' }, 'loss'],
  [{ OTEL_TRACES_SAMPLER: 'always_on' }, 'ok'],
  [{ AWS_LAMBDA_FUNCTION_NAME: 'f' }, 'ok'],
  [{ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }, 'ok'],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0' }, 'loss'],
  [{ OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: 'half' }, 'note'],
])('askSampler() asks nobody for %j', async (environment, verdict) => {
  expect(await ask(environment)).toMatchObject({ verdict })
})
