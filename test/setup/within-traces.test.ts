import { context, ROOT_CONTEXT, SpanKind, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import { expect, test } from 'vitest'
import { withinTraces } from '../../src/setup/within-traces.ts'

const exporter = new InMemorySpanExporter()
const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] })
provider.register()
const tracer = withinTraces(provider).getTracer('test')

/** The names of the spans that ended meanwhile. */
function ended(run: () => void): string[] {
  exporter.reset()
  run()
  return exporter.getFinishedSpans().map(({ name }) => name)
}

test('withinTraces() leaves out inner steps that are in no trace', () => {
  const names = ended(() => {
    tracer.startSpan('parse').end()
    tracer.startSpan('parse', { kind: SpanKind.INTERNAL }, ROOT_CONTEXT).end()
    expect(tracer.startActiveSpan('parse', span => span.isRecording())).toBe(false)
  })
  expect(names).toEqual([])
})

test('withinTraces() leaves every other span as it is', () => {
  const names = ended(() => {
    const server = tracer.startSpan('GET', { kind: SpanKind.SERVER })
    const within = trace.setSpan(ROOT_CONTEXT, server)
    tracer.startSpan('parse', {}, within).end()
    context.with(within, () => tracer.startActiveSpan('execute', span => span.end()))
    server.end()
    tracer.startSpan('SELECT', { kind: SpanKind.CLIENT }).end()
  })
  expect(names).toEqual(['parse', 'execute', 'GET', 'SELECT'])
})
