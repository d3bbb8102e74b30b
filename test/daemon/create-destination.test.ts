import { expect, test } from 'vitest'
import { createDestination } from '../../src/daemon/create-destination.ts'
import { DEFAULT_SETTINGS, SettingsError } from '../../src/daemon/daemon-settings.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'
import { startRecordingXRay } from './recording-xray.ts'

const open = (endpoint: string, onFailure = () => {}, more = {}) =>
  createDestination({ ...DEFAULT_SETTINGS, ...more, endpoint }, onFailure)

test('what answers like X-Ray gets calls, and failures are told', async () => {
  await using xray = await startRecordingXRay()
  const codes: string[] = []
  const { emitter, call, protocol, name } = createDestination(
    { ...DEFAULT_SETTINGS, endpoint: xray.url },
    ({ code }) => codes.push(code),
  )
  expect([protocol, name]).toEqual(['xray', xray.url])
  expect(await emitter.send([Buffer.from('{}')])).toEqual([{ kind: 'sent' }])
  xray.answer = () => ({ status: 403, body: { Message: 'no' } })
  await expect(call('/GetSamplingRules', {})).rejects.toThrow('403')
  expect(codes).toHaveLength(1)
  await emitter.close()
})

test.each([
  [403, 'AccessDeniedException', true],
  [400, 'ExpiredTokenException', true],
  [404, undefined, true],
  [400, 'InvalidRequestException', false],
  [413, undefined, false],
])('%i %s may pass: %s', async (status, __type, isTransient) => {
  await using xray = await startRecordingXRay()
  xray.answer = () => ({ status, body: { __type } })
  const { emitter, call } = open(xray.url)
  await expect(call('/TraceSegments', {})).rejects.toMatchObject({ status, isTransient })
  await emitter.close()
})

test('another daemon is not this one', async () => {
  const own = (host: string) => ({ udpAddress: { host, port: 2000 } })
  expect(() => open('udp://127.0.0.1:2000', undefined, own('0.0.0.0'))).toThrow('this daemon itself listens')
  const { emitter } = open('udp://127.0.0.1:2000', undefined, own('127.0.0.2'))
  await emitter.close()
})

test('a proxy that is none is refused where calls would go through it, and nowhere else', async () => {
  const proxied = { proxyAddress: 'https://proxy.example', region: 'eu-west-1' }
  expect(() => open('', undefined, proxied)).toThrow(SettingsError)
  expect(() => open('https://xray.example', undefined, proxied)).toThrow(SettingsError)
  for (const endpoint of ['udp://127.0.0.1:9', 'http://127.0.0.1:9'])
    await open(endpoint, undefined, proxied).emitter.close()
})

test('another daemon gets datagrams', async () => {
  await using listener = await listenUdp()
  const { emitter, protocol, name } = open(`udp://127.0.0.1:${listener.port}`)
  expect([protocol, name]).toEqual(['udp', `udp://127.0.0.1:${listener.port}`])
  expect(await emitter.send([Buffer.from('{}')])).toEqual([{ kind: 'sent' }])
  expect(await listener.received(1)).toEqual(['{"format":"json","version":1}\n{}'])
  await emitter.close()
})

test('an OTLP endpoint gets spans, and calls go to its host', () => {
  const { protocol, name } = open('otlp+http://127.0.0.1:9/v1/traces')
  expect([protocol, name]).toEqual(['otlp', 'http://127.0.0.1:9/v1/traces (OTLP)'])
})

test('without an endpoint it is X-Ray in the region', async () => {
  const { name, findRegion } = open('', undefined, { region: 'eu-west-1' })
  expect([name, await findRegion?.()]).toEqual(['X-Ray', 'eu-west-1'])
})

test.each(['ftp://x', 'no where', 'udp://:x', 'udp://127.0.0.1:2000', 'udp://localhost:2000'])(
  '%j is none',
  endpoint => {
    expect(() => open(endpoint)).toThrow(SettingsError)
  },
)
