import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtoExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-base'
import { afterEach, describe, expect, test } from 'vitest'
import { GrpcExporter } from '../../fixtures/grpc-exporter.ts'
import { sdkSpans } from '../../fixtures/sdk-spans.ts'
import { openOtlpServer } from './otlp-receivers.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Compression = NonNullable<NonNullable<ConstructorParameters<typeof ProtoExporter>[0]>['compression']>
const NONE = 'none' as Compression
const GZIP = 'gzip' as Compression

describe("OpenTelemetry's exporters", () => {
  test.each([
    ['http', 'protobuf', (url: string) => new ProtoExporter({ url: `${url}/v1/traces`, compression: NONE })],
    [
      'http',
      'protobuf, gzip',
      (url: string) => new ProtoExporter({ url: `${url}/v1/traces`, compression: GZIP }),
    ],
    ['http', 'JSON', (url: string) => new JsonExporter({ url: `${url}/v1/traces` })],
    ['grpc', 'plain', (url: string) => new GrpcExporter({ url, compression: NONE })],
    ['grpc', 'gzip', (url: string) => new GrpcExporter({ url, compression: GZIP })],
  ] as const)('%s, %s', async (protocol, _, exporterFor) => {
    const opened = await openOtlpServer(protocol)
    closing.push(() => opened.server.close())
    const exporter = exporterFor(opened.url)
    const spans = sdkSpans()
    await exported(exporter, spans)
    await exporter.shutdown()
    expect(opened.spans.map(({ name }) => name)).toEqual(spans.map(({ name }) => name))
    expect(opened.errors).toEqual([])
  })
})

async function exported(exporter: SpanExporter, spans: ReadableSpan[]): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    exporter.export(spans, ({ code, error }) => (code === 0 ? resolve() : reject(error))),
  )
}
