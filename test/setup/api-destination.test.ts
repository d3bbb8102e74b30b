import { buffer, text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { parseOtlpProtobuf } from '../../src/otlp/index.ts'
import { serveHttp } from '../fixtures/http-server.ts'
import { runNode } from '../fixtures/run-node.ts'

// A process whose environment sends it straight to X-Ray, under the preload as it is built.

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'eu-west-1',
}

/** Serves one request of its own, and ends by itself. */
const APP = `
const http = require('node:http')
const server = http.createServer((_, response) => response.end('hello')).listen(0, '127.0.0.1', () =>
  http.get({ port: server.address().port, agent: false }, response => response.resume().on('end', () => server.close())))
`

/** X-Ray, as far as a process asks it. */
async function serveXRay() {
  const calls: { path: string; isSigned: boolean; documents: { name: string; http?: object }[] }[] = []
  const server = await serveHttp(async (request, response) => {
    const { TraceSegmentDocuments = [] } = JSON.parse(await text(request))
    const documents = TraceSegmentDocuments.map((document: string) => JSON.parse(document))
    calls.push({ path: request.url!, isSigned: 'authorization' in request.headers, documents })
    response.end('{"UnprocessedTraceSegments":[],"SamplingRuleRecords":[]}')
  })
  return { ...server, calls }
}

test('a process sends its documents by signed calls before it ends, and traces none of them', async () => {
  await using server = await serveXRay()
  const { code, stderr } = await runNode(['--require', 'spanray/register', '--eval', APP], {
    ...CREDENTIALS,
    OTEL_EXPORTER_XRAY_ENDPOINT: server.url,
    SPANRAY_SIGN: 'true',
    OTEL_SERVICE_NAME: 'shop',
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(server.calls.every(({ path, isSigned }) => path === '/TraceSegments' && isSigned)).toBe(true)
  const documents = server.calls.flatMap(each => each.documents)
  expect(documents.map(({ name }) => name)).toContain('shop')
  expect(JSON.stringify(documents)).not.toContain('TraceSegments')
})

test('a process asks for sampling rules where its documents go', async () => {
  await using server = await serveXRay()
  const { code } = await runNode(
    ['--require', 'spanray/register', '--eval', `${APP}; setTimeout(() => {}, 300)`],
    {
      ...CREDENTIALS,
      OTEL_EXPORTER_XRAY_ENDPOINT: server.url,
      SPANRAY_SIGN: 'true',
      OTEL_TRACES_SAMPLER: 'xray',
    },
  )
  expect(code).toBe(0)
  expect(server.calls).toContainEqual({ path: '/GetSamplingRules', isSigned: true, documents: [] })
})

test('a process sends its spans by OTLP before it ends', async () => {
  const names: string[] = []
  await using collector = await serveHttp(async (request, response) => {
    const { request: read } = parseOtlpProtobuf(gunzipSync(await buffer(request)))
    names.push(...read!.spans.map(({ name }) => name))
    response.end()
  })
  const { code, stderr } = await runNode(['--require', 'spanray/register', '--eval', APP], {
    OTEL_EXPORTER_XRAY_ENDPOINT: `otlp+${collector.url}`,
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(names.toSorted()).toEqual(['GET', 'GET'])
})

test('a process that nobody answers ends within its bound', async () => {
  await using server = await serveHttp(() => {})
  const begin = performance.now()
  const { code } = await runNode(['--require', 'spanray/register', '--eval', APP], {
    OTEL_EXPORTER_XRAY_ENDPOINT: server.url,
    SPANRAY_SHUTDOWN_MILLIS: '500',
  })
  expect(code).toBe(0)
  expect(performance.now() - begin).toBeLessThan(8000)
})
