import { type Span, SpanStatusCode, trace } from '@opentelemetry/api'
import { textOf } from '../error/index.ts'
import type { XRaySpanProcessor } from '../export/index.ts'
import type { Tracing } from './start-tracing.ts'

const SIGNALS = ['SIGTERM', 'SIGINT'] as const

/**
 * Has what waits sent when the process ends, in so many milliseconds, and the process end as it would without:
 *
 * - by itself: it is held until all is sent, and X-Ray is told of the last sampling decisions;
 * - by `process.exit()`, or by an exception that nobody catches: all documents are sent before it goes on, as far as the
 *   socket is open; the span in which the exception was thrown, and those around it, end with it;
 * - by SIGTERM or SIGINT: as by itself, and then by that signal, where nobody else listens to it. Where somebody does, or
 *   the process is the first of a container, it lives on and stays traced.
 *
 * What is still open then is told of by documents in progress.
 */
export function flushAtEnd(tracing: Tracing, boundMillis: number): void {
  const { processor } = tracing
  holdUntilFlushed(tracing, boundMillis)
  process.on('exit', () => processor?.flushSync(boundMillis))
  process.on('uncaughtExceptionMonitor', error => {
    // Who listens has the process go on.
    if (!processor || process.listenerCount('uncaughtException') > 0) return
    try {
      endWith(error, processor)
    } catch {
      // It does not let itself be read: what is open is told of as such.
    }
  })
  for (const signal of SIGNALS) flushOn(signal, tracing, boundMillis)
}

function holdUntilFlushed(tracing: Tracing, boundMillis: number): void {
  let isFirst = true
  let isStuck = false
  process.on('beforeExit', () => {
    const isBusy = isFirst || tracing.isBusy
    if (!isBusy || isStuck) return
    isFirst = false
    void tracing.flush(boundMillis).then(() => {
      isStuck = tracing.isBusy
    })
  })
}

/** Ends the span in which the exception was thrown, and those of its local trace that are open. */
function endWith(error: Error, processor: XRaySpanProcessor): void {
  const thrower = trace.getActiveSpan()
  if (!thrower) return
  thrower.recordException(error)
  const open = processor.openSpansBeside(thrower.spanContext().spanId) as unknown as readonly Span[]
  for (const span of open.toReversed()) {
    span.setStatus({ code: SpanStatusCode.ERROR, message: textOf(error?.message ?? error) })
    span.end()
  }
}

function flushOn(signal: NodeJS.Signals, tracing: Tracing, boundMillis: number): void {
  let isFlushing = false
  const listener = () => {
    const isAlone = process.listenerCount(signal) === 1
    const die = () => {
      if (!isAlone || process.listenerCount(signal) !== 1) return
      tracing.processor?.flushSync(boundMillis)
      process.off(signal, listener)
      process.kill(process.pid, signal)
      // It lives: the first process of a container does not die of it.
      setImmediate(() => process.prependListener(signal, listener))
    }
    // The second one means at once.
    if (isFlushing) return die()
    isFlushing = true
    // Exporters to elsewhere may not know the bound.
    const bound = new Promise(resolve => setTimeout(resolve, boundMillis).unref())
    void Promise.race([tracing.flush(boundMillis), bound]).finally(() => {
      isFlushing = false
      die()
    })
  }
  // Before all others: one that listens once would be gone when it is counted.
  process.prependListener(signal, listener)
}
