/** What an app may have to tell apart. Each is a row of docs/errors.md. */
export type XRayErrorCode =
  | 'ERR_XRAY_AWS_CLIENT'
  | 'ERR_XRAY_DATABASE'
  | 'ERR_XRAY_ENDPOINT'
  | 'ERR_XRAY_HANDLER'
  | 'ERR_XRAY_OPTION'
  | 'ERR_XRAY_SAMPLING_RULES'

/**
 * What is thrown at an app that hands over something unusable, while it sets tracing up and never later. The message says
 * what could not be done, the value, the rule, and the way out; the code stays the same from release to release.
 *
 *     new XRaySpanExporter({ endpoint: 'ftp://a' }) → XRayError, code 'ERR_XRAY_ENDPOINT'
 */
export class XRayError extends TypeError {
  override readonly name = 'XRayError'
  readonly code: XRayErrorCode

  constructor(code: XRayErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
