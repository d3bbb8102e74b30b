import { OTLPTraceExporter as JsonExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { OTLPTraceExporter as ProtobufExporter } from '@opentelemetry/exporter-trace-otlp-proto'
import { expect, test } from 'vitest'
import { createOtlpExporter } from '../../src/setup/otlp-exporter.ts'

test.each([
  ['http/protobuf', ProtobufExporter, 0],
  ['http/json', JsonExporter, 0],
  ['http', ProtobufExporter, 1],
])('createOtlpExporter() for %s', (protocol, Exporter, warningCount) => {
  const warnings: string[] = []
  expect(createOtlpExporter(protocol, text => warnings.push(text))).toBeInstanceOf(Exporter)
  expect(warnings).toHaveLength(warningCount)
  for (const warning of warnings) expect(warning).toMatch(/'http'.*http\/protobuf, http\/json or grpc/)
})
