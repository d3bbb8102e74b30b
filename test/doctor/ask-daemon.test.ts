import { expect, test } from 'vitest'
import { askDaemon } from '../../src/doctor/ask-daemon.ts'
import { serveHttp } from '../fixtures/http-server.ts'

const ask = (url: string) =>
  askDaemon({ environment: { OTEL_TRACES_SAMPLER_ARG: `endpoint=${url}` }, folder: '/' })

test.each([
  [0, 'ok', 'agrees'],
  [60, 'note', '60 s behind'],
  [-7200, 'loss', '7200 s ahead of'],
])('askDaemon() of a daemon whose clock is %d s before ours', async (seconds, verdict, says) => {
  await using daemon = await serveHttp((_, response) => {
    response.setHeader('date', new Date(Date.now() + seconds * 1000 + 100).toUTCString())
    response.writeHead(403).end('{}')
  })
  const [reachable, clock] = await ask(daemon.url)
  expect(reachable).toEqual({ about: 'daemon', verdict: 'ok', says: `${daemon.url} answers (403)` })
  expect(clock).toMatchObject({ about: 'clock', verdict })
  // The header is in whole seconds.
  expect(
    clock?.says.replace(/\d+ s/, text => `${Math.round(Number.parseInt(text, 10) / 10) * 10} s`),
  ).toContain(says)
})

test('askDaemon() says what does not answer, and how to name another', async () => {
  expect(await ask('http://127.0.0.1:9')).toMatchObject([
    { verdict: 'note', says: expect.stringContaining('http://127.0.0.1:9 does not answer (ECONNREFUSED)') },
  ])
})

test('askDaemon() asks nobody in Lambda', async () => {
  const environment = { AWS_LAMBDA_FUNCTION_NAME: 'f' }
  expect(await askDaemon({ environment, folder: '/' })).toMatchObject([{ verdict: 'ok' }])
})
