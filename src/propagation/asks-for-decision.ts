const OPEN_DECISION = /(?:^|;)\s*Sampled\s*=\s*\?\s*(?:;|,|$)/i

/**
 * Whether an `X-Amzn-Trace-Id` asks by `Sampled=?` to be told in the response's header what was decided.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function asksForDecision(header: string | string[] | undefined): boolean {
  const text = Array.isArray(header) ? header[0] : header
  return text?.includes('?') === true && OPEN_DECISION.test(text)
}
