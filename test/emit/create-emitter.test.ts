import { expect, test } from 'vitest'
import { createEmitter, parseDestination } from '../../src/emit/index.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { listenUdp } from '../fixtures/udp-listener.ts'

test('createEmitter() sends to a daemon, or to the API, as the destination says', async () => {
  await using daemon = await listenUdp()
  await using api = await serveHttp((_, response) => response.end('{}'))
  for (const place of [`udp://127.0.0.1:${daemon.port}`, api.url]) {
    const emitter = createEmitter(parseDestination(place))
    const sent = emitter.send([Buffer.from('{}')])
    await emitter.close()
    expect(await sent).toEqual([{ kind: 'sent' }])
  }
  expect(await daemon.received(1)).toHaveLength(1)
})
