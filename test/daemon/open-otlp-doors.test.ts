import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import { expect, test, vi } from 'vitest'
import { createDaemon } from '../../src/daemon/create-daemon.ts'
import { createDestination } from '../../src/daemon/create-destination.ts'
import { DEFAULT_SETTINGS } from '../../src/daemon/daemon-settings.ts'
import { createOtlpHttpServer } from '../../src/receiver/index.ts'
import { segment, subsegment } from '../document/documents.ts'
import { GrpcExporter } from '../fixtures/grpc-exporter.ts'
import { messageType } from '../fixtures/trace-request-type.ts'
import { HEADER, sendDatagrams } from '../receiver/sockets.ts'
import { startRecordingXRay } from './recording-xray.ts'

const ANY = { host: '127.0.0.1', port: 0 }
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

async function open(endpoint: string, maxBytes = 1e7) {
  const settings = { ...DEFAULT_SETTINGS, endpoint, udpAddress: ANY, tcpAddress: ANY }
  const daemon = await createDaemon({
    ...settings,
    otlpHttpAddress: ANY,
    otlpGrpcAddress: ANY,
    maxBytes,
    gatherMillis: 20,
    destination: createDestination(settings, () => {}),
    log: quiet,
  })
  const { otlpHttp, otlpGrpc } = daemon.ports
  return { daemon, http: `http://127.0.0.1:${otlpHttp}/v1/traces`, grpc: `http://127.0.0.1:${otlpGrpc}` }
}

async function exportSpan(exporter: SpanExporter, name: string): Promise<void> {
  const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
  provider.getTracer('test').startSpan(name, { kind: 1 }).end()
  await provider.shutdown()
}

test("OpenTelemetry's own exporters reach X-Ray", async () => {
  await using xray = await startRecordingXRay()
  const { daemon, http, grpc } = await open(xray.url)
  await exportSpan(new ProtoExporter({ url: http }), 'by-protobuf')
  await exportSpan(new JsonExporter({ url: http }), 'by-json')
  await exportSpan(new GrpcExporter({ url: grpc }), 'by-grpc')
  const documents = await xray.received(3)
  for (const name of ['by-protobuf', 'by-json', 'by-grpc'])
    expect(documents.filter(text => text.includes(name))).toHaveLength(1)
  await vi.waitFor(() => expect(daemon.stats().spans).toMatchObject({ made: 3, sent: 3, waiting: 0 }))
  await daemon.close(1000)
})

test('spans go on as OTLP where the destination takes it', async () => {
  const names: string[] = []
  const collector = await createOtlpHttpServer({
    ...ANY,
    onError: () => {},
    onSpansRefused: () => {},
    onSpans: spans => names.push(...spans.map(({ name }) => name)) > 0,
  })
  const { daemon, http } = await open(`otlp+http://127.0.0.1:${collector.port}/v1/traces`)
  await exportSpan(new ProtoExporter({ url: http }), 'passed-on')
  await vi.waitFor(() => expect(names).toEqual(['passed-on']))
  await vi.waitFor(() => expect(daemon.stats().spans).toMatchObject({ made: 1, sent: 1, waiting: 0 }))
  await daemon.close(1000)
  await collector.close()
})

test('segment documents go on as spans where the destination takes OTLP', async () => {
  const requests: Buffer[] = []
  const collector = createServer(async (request, response) => {
    requests.push(gunzipSync(await buffer(request)))
    response.end()
  }).listen(0, '127.0.0.1')
  await once(collector, 'listening')
  const { port } = collector.address() as AddressInfo
  const { daemon } = await open(`otlp+http://127.0.0.1:${port}/v1/traces`)
  const shop = segment('shop', {
    http: { request: { method: 'GET', url: 'http://shop.example/cart' }, response: { status: 503 } },
    fault: true,
    subsegments: [subsegment('query', { namespace: 'remote' })],
  })
  await sendDatagrams(
    '127.0.0.1',
    daemon.ports.udp!,
    HEADER + JSON.stringify(shop),
    `${HEADER}T1S${'/'.repeat(8)}`,
  )
  await vi.waitFor(() => expect(daemon.stats().documents).toMatchObject({ made: 2, sent: 1, waiting: 0 }))
  expect(daemon.stats()).toMatchObject({
    documents: { rejected: { MalformedOtlp: 1 } },
    spans: { made: 2, sent: 2, waiting: 0 },
  })
  const { resourceSpans } = messageType('ExportTraceServiceRequest').decode(Buffer.concat(requests)).toJSON()
  expect(resourceSpans).toMatchObject([
    {
      resource: { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] },
      scopeSpans: [
        {
          spans: [
            { name: 'GET', kind: 2, status: { code: 2 } },
            {
              name: 'query',
              kind: 3,
              parentSpanId: Buffer.from(shop.id, 'hex').toString('base64'),
            },
          ],
        },
      ],
    },
  ])
  await daemon.close(1000)
  collector.close()
})

test('who finds no room is asked to come again', async () => {
  const { daemon, http } = await open('http://127.0.0.1:9', 3000)
  const body = JSON.stringify({
    resourceSpans: [
      {
        scopeSpans: [
          {
            spans: [
              {
                traceId: '6921746b5ac69fc467c01f3a268dc236',
                spanId: '53995c3f42cd8ad8',
                name: 'x'.repeat(150),
                startTimeUnixNano: '1763800000000000000',
                endTimeUnixNano: '1763800001000000000',
              },
            ],
          },
        ],
      },
    ],
  })
  const post = () => fetch(http, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  let answer = await post()
  for (let tries = 0; tries < 50 && answer.status === 200; tries++) answer = await post()
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1'])
  const { made, waiting, dropped } = daemon.stats().spans
  expect([made - waiting, dropped]).toEqual([0, {}])
  await daemon.close(0)
})
