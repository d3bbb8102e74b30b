import type { RequestListener } from 'node:http'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { callDaemon } from '../../src/client/call-daemon.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { runNode } from '../fixtures/run-node.ts'

test('callDaemon() posts JSON to the path behind that of the URL, and gives back the answer', async () => {
  const seen: unknown[] = []
  await using daemon = await serveHttp(async (request, response) => {
    seen.push(request.method, request.url, request.headers['content-type'], await text(request))
    response.end('{"SamplingRuleRecords":[]}')
  })
  expect(await callDaemon(`${daemon.url}/x/`)('/GetSamplingRules', { NextToken: 'é' })).toEqual({
    SamplingRuleRecords: [],
  })
  expect(seen).toEqual(['POST', '/x/GetSamplingRules', 'application/json', '{"NextToken":"é"}'])
})

test.each<[string, RequestListener, RegExp]>([
  ['a refusal', (_, response) => response.writeHead(403).end('{"Message":"no"}'), /answered 403: .*no/],
  ['no JSON', (_, response) => response.end('<html>'), /JSON/],
  [
    'an answer cut off',
    (request, response) => {
      response.write('{')
      setTimeout(() => request.socket.destroy(), 5)
    },
    /aborted|hang up/,
  ],
  [
    'an endless answer',
    (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(65_536)));
        response.once('drain', more)
      }
      more()
    },
    /over 4000000 bytes/,
  ],
])('callDaemon() rejects for %s', async (_, listener, message) => {
  await using daemon = await serveHttp(listener)
  await expect(callDaemon(daemon.url)('/SamplingTargets', {})).rejects.toThrow(message)
})

test('callDaemon() holds up the end of no process', async () => {
  await using daemon = await serveHttp(() => {})
  const file = new URL('../../dist/index.js', import.meta.url)
  const { code, stdout } = await runNode([
    '--input-type=module',
    '--eval',
    `const { XRaySampler } = await import(${JSON.stringify(file)})
     const { ROOT_CONTEXT } = await import('@opentelemetry/api')
     new XRaySampler({ endpoint: ${JSON.stringify(daemon.url)} }).shouldSample(ROOT_CONTEXT, '0'.repeat(31) + '1', '', 0, {}, [])
     const begin = performance.now()
     process.on('exit', () => console.log(performance.now() - begin < 4000))`,
  ])
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'true\n' })
})
