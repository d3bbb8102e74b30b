/**
 * The X-Ray form of an OpenTelemetry trace id. The first 8 hex digits are epoch seconds when an X-Ray id generator
 * made the id; X-Ray takes any others as well.
 *
 *     6921746b5ac69fc467c01f3a268dc236 → 1-6921746b-5ac69fc467c01f3a268dc236
 *
 * @param traceId 32 hex digits; not checked
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-traceids
 */
export function toXRayTraceId(traceId: string): string {
  return `1-${traceId.slice(0, 8)}-${traceId.slice(8)}`
}

const XRAY_TRACE_ID = /^1-([0-9a-f]{8})-([0-9a-f]{24})$/i

/**
 * The OpenTelemetry form of an X-Ray trace id in lower case, or `undefined` when the text is no X-Ray trace id or
 * stands for the invalid all-zero id.
 *
 *     1-6921746B-5ac69fc467c01f3a268dc236 → 6921746b5ac69fc467c01f3a268dc236
 */
export function parseXRayTraceId(text: string): string | undefined {
  const match = XRAY_TRACE_ID.exec(text)
  if (!match) return undefined
  const traceId = `${match[1]}${match[2]}`.toLowerCase()
  return /[^0]/.test(traceId) ? traceId : undefined
}
