import type { HttpAnswer } from './http-client.ts'

/** Why an answer is no success. */
export interface Refusal {
  /** AWS's own code, else `http_503`; `redirect` for what leads elsewhere. */
  readonly code: string
  /** Status, code and the first line of what was said, without secrets. */
  readonly text: string
  /** Whether the same call may succeed later. */
  readonly isTransient: boolean
  /** Whether the signature was not taken: our clock may be wrong. */
  readonly isOfSignature: boolean
  /** Whether the credentials are no longer taken. */
  readonly isOfCredentials: boolean
}

const THROTTLED =
  /throttl|toomanyrequests|slowdown|requestlimitexceeded|bandwidthlimit|provisionedthroughput/i
const OF_SIGNATURE =
  /^(RequestTimeTooSkewed|RequestExpired|RequestInTheFuture|InvalidSignature|SignatureDoesNotMatch)/
const OF_CREDENTIALS = /^(ExpiredToken|TokenRefreshRequired|UnrecognizedClient|InvalidClientTokenId)/

/**
 * What an answer that is no success says. What the request had secret is taken out: AWS repeats it where it refuses a
 * signature.
 *
 * @param sent the request's headers
 */
export function refusalOf(
  { status, headers, body }: HttpAnswer,
  sent: Readonly<Record<string, string>>,
): Refusal {
  const { type, message } = readError(headers['x-amzn-errortype'], body)
  const code = type ?? (status >= 300 && status < 400 ? 'redirect' : `http_${status}`)
  // Before it is cut: half a secret would be left.
  const said = withoutSecrets(message, sent).split('\n')[0]!.slice(0, 300)
  return {
    code,
    text: [status, type, said].filter(Boolean).join(' '),
    isTransient: status >= 500 || status === 429 || status === 408 || THROTTLED.test(code),
    isOfSignature: OF_SIGNATURE.test(code),
    isOfCredentials: OF_CREDENTIALS.test(code),
  }
}

/** Whether an error code of X-Ray's asks for less at a time, or says that it was its own fault. */
export function isTransientCode(code: string): boolean {
  return THROTTLED.test(code) || /^(Internal|ServiceUnavailable|ServiceFailure)/i.test(code)
}

/** AWS names the error in a header, `Name:http://…`, or in the body, `com.amazon#Name`. */
function readError(
  header: string | string[] | undefined,
  body: Uint8Array,
): { type?: string; message: string } {
  const text = decoder.decode(body.subarray(0, 4000))
  let fields: Record<string, unknown> = {}
  try {
    fields = Object(JSON.parse(text))
  } catch {
    // A proxy's page, perhaps.
  }
  const name = [header, fields.__type, fields.code, fields.Code].find(each => typeof each === 'string')
  const type = /([\w.-]+)(?::|$)/.exec((name as string | undefined)?.split('#').at(-1) ?? '')?.[1]
  const message = [fields.Message, fields.message].find(each => typeof each === 'string') as
    | string
    | undefined
  return { ...(type && { type: type.slice(0, 100) }), message: message ?? text }
}

const decoder = new TextDecoder()

const SECRET = ['authorization', 'x-amz-security-token']

function withoutSecrets(text: string, sent: Readonly<Record<string, string>>): string {
  return SECRET.reduce((kept, name) => (sent[name] ? kept.replaceAll(sent[name], '…') : kept), text)
}
