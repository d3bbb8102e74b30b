import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { listenForOtlp } from '../../src/local/listen-for-otlp.ts'

const taker = { onSpans: () => true, onSpansRefused: () => {} }

test('listenForOtlp() opens the ports that are asked for', async () => {
  const ports = await listenForOtlp({
    host: '127.0.0.1',
    otlpHttpPort: 0,
    taker,
    onWarning: message => expect.unreachable(message),
    onError: () => {},
  })
  const response = await fetch(`http://127.0.0.1:${ports.httpPort}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  expect(response.status).toBe(200)
  expect(ports.grpcPort).toBeUndefined()
  await ports.close()
})

test('listenForOtlp() warns of a port that is taken, and goes on', async () => {
  const holder = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => holder.once('listening', resolve))
  const { port } = holder.address() as AddressInfo
  const warnings: string[] = []
  const ports = await listenForOtlp({
    host: '127.0.0.1',
    otlpHttpPort: port,
    otlpGrpcPort: 0,
    taker,
    onWarning: message => warnings.push(message),
    onError: () => {},
  })
  expect(warnings).toEqual([
    `Cannot listen on 127.0.0.1:${port} for OTLP over HTTP: somebody else has the port`,
  ])
  expect(ports.grpcPort).toBeGreaterThan(0)
  await ports.close()
  holder.close()
})
