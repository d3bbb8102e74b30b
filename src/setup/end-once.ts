import type { Span, TimeInput } from '@opentelemetry/api'

/** From now on, ending this span a second time does nothing. */
export function endOnce(span: Span): void {
  const own = span.end
  span.end = function (time?: TimeInput) {
    if (this.isRecording()) own.call(this, time)
  }
}
