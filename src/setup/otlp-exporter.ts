import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import type { SpanExporter } from '@opentelemetry/sdk-trace'

/**
 * OpenTelemetry's OTLP exporter over HTTP, which reads `OTEL_EXPORTER_OTLP_*` itself. A protocol that is none is a
 * warning and protobuf.
 */
export function createOtlpExporter(protocol: string, warn: (message: string) => void): SpanExporter {
  if (protocol === 'http/json') return new JsonExporter()
  if (protocol !== 'http/protobuf') {
    warn(
      `OTEL_EXPORTER_OTLP_PROTOCOL='${protocol}' is no protocol: write http/protobuf, http/json or grpc; using http/protobuf`,
    )
  }
  return new ProtobufExporter()
}
