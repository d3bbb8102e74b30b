import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api'
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources'
import { BasicTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-base'
import { type Emitter, UdpEmitter } from '../../src/emit/index.ts'
import { XRaySpanExporter, XRaySpanProcessor, type XRaySpanProcessorOptions } from '../../src/export/index.ts'

interface Parts {
  emitter?: Emitter
  resource?: Resource
  processor?: (exporter: XRaySpanExporter) => SpanProcessor
  options?: XRaySpanProcessorOptions
}

/** An app in this very process that is traced to a daemon at this port. */
export function tracedApp(port: number, { emitter, resource, processor, options }: Parts = {}) {
  const exporter = new XRaySpanExporter(
    {},
    emitter ?? new UdpEmitter({ protocol: 'udp', host: '127.0.0.1', port }),
  )
  const spanProcessor = processor?.(exporter) ?? new XRaySpanProcessor(exporter, options)
  const provider = new BasicTracerProvider({
    resource: resource ?? resourceFromAttributes({ 'service.name': 'shop' }),
    spanProcessors: [spanProcessor as SpanProcessor],
  })
  const tracer = provider.getTracer('app')
  return {
    exporter,
    begin: (name: string, attributes = {}) => tracer.startSpan(name, { kind: 1, attributes }, ROOT_CONTEXT),
    /** A request: a server's span with a call in it. */
    make(name: string, attributes = {}): void {
      const root = tracer.startSpan(name, { kind: 1, attributes }, ROOT_CONTEXT)
      tracer.startSpan('call', {}, trace.setSpan(context.active(), root)).end()
      root.end()
    },
    flush: () => provider.forceFlush(),
    async [Symbol.asyncDispose]() {
      await provider.shutdown()
    },
  }
}
