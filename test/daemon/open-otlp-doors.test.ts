import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { BasicTracerProvider, SimpleSpanProcessor, type SpanExporter } from '@opentelemetry/sdk-trace-base'
import { expect, test, vi } from 'vitest'
import { createDaemon } from '../../src/daemon/create-daemon.ts'
import { createDestination } from '../../src/daemon/create-destination.ts'
import { DEFAULT_SETTINGS } from '../../src/daemon/daemon-settings.ts'
import { createOtlpHttpServer } from '../../src/receiver/index.ts'
import { GrpcExporter } from '../fixtures/grpc-exporter.ts'
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
