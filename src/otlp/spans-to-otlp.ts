import { type Conversion, type EndedSpan, joinConversions } from '../segment/index.ts'
import { spansToOtlpStepwise } from './spans-to-otlp-stepwise.ts'

/**
 * Requests in OTLP's protobuf for these spans, as they are: nothing in them is made X-Ray's, and nothing hidden. Each is
 * a part: one behind the other they are a request again. A span that is over the limit, or that OpenTelemetry's own
 * serialiser does not take, is rejected; so is one whose resource and scope take a quarter of the limit, where there are
 * more than fit into one part. Never throws.
 *
 * @param options.maxDocumentBytes of a part
 */
export function spansToOtlp(
  spans: readonly EndedSpan[],
  options?: { maxDocumentBytes?: number | undefined },
): Conversion {
  return joinConversions([...spansToOtlpStepwise(spans, options)])
}
