import type { Span } from '@opentelemetry/api'
import { recordError } from './record-error.ts'
import { tracer } from './tracer.ts'

/**
 * Runs a function in a span of its own, a subsegment, and settles as the function does. Within it the span is the
 * active one. An error is recorded in the span and thrown on. Where nothing is traced, the function runs all the same.
 *
 *     const price = await captureAsync('price cart', () => priceCart(cart))
 *
 * @param run may be synchronous; gets the span
 */
export function captureAsync<Value>(
  name: string,
  run: (span: Span) => Value | PromiseLike<Value>,
): Promise<Value> {
  return tracer().startActiveSpan(name, async span => {
    try {
      return await run(span)
    } catch (error) {
      recordError(span, error)
      throw error
    } finally {
      span.end()
    }
  })
}
