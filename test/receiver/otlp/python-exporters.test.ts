import { execFile, execFileSync } from 'node:child_process'
import { promisify } from 'node:util'
import { beforeEach, describe, expect, test } from 'vitest'
import { installed } from '../../fixtures/server-process.ts'
import { openOtlpServer } from './otlp-receivers.ts'

const run = promisify(execFile)
const python = pythonWithOpenTelemetry()

const SCRIPT = `
import sys
from importlib import import_module
from grpc import Compression as GrpcCompression
from opentelemetry.exporter.otlp.proto.http import Compression as HttpCompression
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import SpanKind

protocol, compression, endpoint = sys.argv[1:]
compressions = GrpcCompression if protocol == "grpc" else HttpCompression
exporter = import_module(f"opentelemetry.exporter.otlp.proto.{protocol}.trace_exporter").OTLPSpanExporter(
    endpoint=endpoint, compression=compressions[compression], **({"insecure": True} if protocol == "grpc" else {})
)
provider = TracerProvider(resource=Resource.create({"service.name": "snake"}))
provider.add_span_processor(BatchSpanProcessor(exporter))
tracer = provider.get_tracer("test", "1.0")
with tracer.start_as_current_span("GET /cart", kind=SpanKind.SERVER, attributes={"items": 3, "tags": ["a", "b"], "ratio": 0.5}):
    with tracer.start_as_current_span("SELECT", kind=SpanKind.CLIENT) as span:
        span.record_exception(ValueError("no such cart"))
provider.shutdown()
`

/** A Python that has OpenTelemetry's exporters: PyPI's packages `opentelemetry-sdk` and `opentelemetry-exporter-otlp`. */
function pythonWithOpenTelemetry(): string | undefined {
  const path = installed('python3')
  try {
    if (path)
      execFileSync(path, ['-c', 'import opentelemetry.exporter.otlp, opentelemetry.sdk'], { stdio: 'ignore' })
    return path
  } catch {
    return undefined
  }
}

describe("OpenTelemetry's exporters of Python", () => {
  beforeEach(({ skip }) => skip(python === undefined, 'opentelemetry-exporter-otlp is not installed'))

  test.each([
    ['http', 'NoCompression'],
    ['http', 'Gzip'],
    ['http', 'Deflate'],
    ['grpc', 'NoCompression'],
    ['grpc', 'Gzip'],
  ] as const)('%s, %s', async (protocol, compression) => {
    const opened = await openOtlpServer(protocol)
    const endpoint = protocol === 'grpc' ? opened.url : `${opened.url}/v1/traces`
    const { stderr } = await run(python!, ['-c', SCRIPT, protocol, compression, endpoint])
    await opened.server.close()
    expect(stderr).toBe('')
    expect(opened.refusals).toEqual([])
    const [select, get] = opened.spans
    expect(get).toMatchObject({
      name: 'GET /cart',
      kind: 1,
      attributes: { items: 3, tags: ['a', 'b'], ratio: 0.5 },
      resource: { attributes: { 'service.name': 'snake' } },
      instrumentationScope: { name: 'test', version: '1.0' },
    })
    expect(select).toMatchObject({
      name: 'SELECT',
      kind: 2,
      parentSpanContext: { spanId: get?.spanContext().spanId, isRemote: false },
      events: [{ name: 'exception', attributes: { 'exception.message': 'no such cart' } }],
    })
  })
})
