import { expect, test } from 'vitest'
import { sendTrace } from '../../src/doctor/send-trace.ts'
import { createLocalXRay } from '../../src/local/index.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { deadPort, listenUdp } from '../fixtures/udp-listener.ts'

const send = (AWS_XRAY_DAEMON_ADDRESS: string) =>
  sendTrace({ environment: { AWS_XRAY_DAEMON_ADDRESS }, folder: '/' })

test('sendTrace() sees its trace arrive', async () => {
  const xray = await createLocalXRay({ port: 0 })
  const [finding] = await send(`127.0.0.1:${xray.port}`)
  expect(finding).toMatchObject({
    verdict: 'ok',
    says: expect.stringMatching(/^1-[0-9a-f]{8}-[0-9a-f]{24} .* is there$/),
  })
  expect(xray.stats().documents).toMatchObject({ stored: 1, refused: 0 })
  await xray.close()
})

test('sendTrace() says when nobody could tell', async () => {
  await using daemon = await listenUdp()
  expect(await send(`127.0.0.1:${daemon.port}`)).toMatchObject([{ verdict: 'note' }])
  expect(await daemon.received(1)).toEqual([expect.stringContaining('"name":"spanray-doctor"')])
})

test.skipIf(process.platform !== 'linux')('sendTrace() says that nobody listens', async () => {
  const port = await deadPort()
  expect(await send(`127.0.0.1:${port}`)).toMatchObject([
    { verdict: 'loss', says: `cannot be sent to udp://127.0.0.1:${port}: ECONNREFUSED` },
  ])
})

test('sendTrace() says that a host has no address', async () => {
  expect(await send('nowhere.invalid:2000')).toMatchObject([
    {
      verdict: 'loss',
      says: expect.stringMatching(/^cannot be sent to udp:\/\/nowhere.invalid:2000: E[A-Z_]+$/),
    },
  ])
})

test('sendTrace() sends nothing to what is no address', async () => {
  expect(await send('a b c')).toEqual([])
})

test('sendTrace() sends nothing by OTLP', async () => {
  const environment = { OTEL_EXPORTER_XRAY_ENDPOINT: 'otlp+http://127.0.0.1:9' }
  expect(await sendTrace({ environment, folder: '/' })).toMatchObject([{ verdict: 'note' }])
})

test('sendTrace() puts it into the API where documents go there, and says what the API does not take', async () => {
  const xray = await createLocalXRay({ port: 0 })
  const toApi = (url: string) => sendTrace({ environment: { OTEL_EXPORTER_XRAY_ENDPOINT: url }, folder: '/' })
  expect(await toApi(`http://127.0.0.1:${xray.port}`)).toMatchObject([
    { verdict: 'ok', says: expect.stringMatching(/ went to the X-Ray API .* and is there$/) },
  ])
  await xray.close()
  await using refusing = await serveHttp((_, response) =>
    response.end('{"UnprocessedTraceSegments":[{"ErrorCode":"InvalidName"}]}'),
  )
  expect(await toApi(refusing.url)).toMatchObject([
    { verdict: 'loss', says: expect.stringContaining('it was not processed (InvalidName)') },
  ])
})
