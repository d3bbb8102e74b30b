import { beforeEach, describe, expect, test } from 'vitest'
import { exportByPython, hasPythonExporter, type PythonExport } from '../../fixtures/python-exporter.ts'
import { openOtlpServer } from './otlp-receivers.ts'

describe("OpenTelemetry's exporters of Python", () => {
  beforeEach(({ skip }) => skip(!hasPythonExporter, 'opentelemetry-exporter-otlp is not installed'))

  test('send spans that are taken, however they are packed', async () => {
    const http = await openOtlpServer('http')
    const grpc = await openOtlpServer('grpc')
    const ways: PythonExport[] = [
      { protocol: 'http', compression: 'NoCompression', port: http.server.port },
      { protocol: 'http', compression: 'Gzip', port: http.server.port },
      { protocol: 'http', compression: 'Deflate', port: http.server.port },
      { protocol: 'grpc', compression: 'NoCompression', port: grpc.server.port },
      { protocol: 'grpc', compression: 'Gzip', port: grpc.server.port },
    ]
    expect(await exportByPython(...ways)).toBe('')
    await Promise.all([http.server.close(), grpc.server.close()])
    expect([...http.refusals, ...grpc.refusals]).toEqual([])
    const spans = [...http.spans, ...grpc.spans]
    for (const { protocol, compression } of ways) {
      const name = `snake ${protocol} ${compression}`
      const [select, get] = spans.filter(({ resource }) => resource.attributes['service.name'] === name)
      expect(get, name).toMatchObject({
        name: 'GET /cart',
        kind: 1,
        attributes: { items: 3, tags: ['a', 'b'], ratio: 0.5 },
        instrumentationScope: { name: 'test', version: '1.0' },
      })
      expect(select, name).toMatchObject({
        name: 'SELECT',
        kind: 2,
        parentSpanContext: { spanId: get?.spanContext().spanId, isRemote: false },
        events: [{ name: 'exception', attributes: { 'exception.message': 'no such cart' } }],
      })
    }
  })
})
