import { context, propagation, trace } from '@opentelemetry/api'
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base'
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node'
import type { FunctionTracing } from '../../src/setup/index.ts'

/** A set-up that keeps its spans, and counts how often it was flushed and asked for open spans. */
export interface MemoryTracing extends FunctionTracing, Disposable {
  readonly spans: readonly ReadableSpan[]
  readonly flushes: number
  readonly reports: number
}

export function traceToMemory(): MemoryTracing {
  const exporter = new InMemorySpanExporter()
  new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }).register()
  let flushes = 0
  let reports = 0
  return {
    get spans() {
      return exporter.getFinishedSpans()
    },
    get flushes() {
      return flushes
    },
    get reports() {
      return reports
    },
    flush: async () => {
      flushes++
    },
    processor: {
      tellOfOpenSpans: () => {
        reports++
      },
    },
    [Symbol.dispose]() {
      for (const api of [trace, context, propagation]) api.disable()
    },
  }
}
