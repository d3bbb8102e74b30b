import { quoteValue } from '../document/index.ts'

/** Why a datagram holds no document. */
export type DatagramErrorCode = 'EmptyBody' | 'InvalidHeader' | 'MissingHeader' | 'NotBase64' | 'NotUtf8'

/** Why a datagram is not taken. */
export interface DatagramRefusal {
  code: DatagramErrorCode
  /** What is wrong, the value, and the rule. */
  message: string
}

/** The text of the one document in a datagram, or a request of OTLP in protobuf, or the reason why there is neither. */
export type ParsedDatagram =
  | { text: string; otlp?: undefined; refusal?: undefined }
  | { text?: undefined; otlp: Buffer; refusal?: undefined }
  | { text?: undefined; otlp?: undefined; refusal: DatagramRefusal }

const NEWLINE = 0x0a
const RULE = 'a datagram is the line {"format":"json","version":1}, a newline, and one segment document'

/**
 * The text of the document in a datagram of the X-Ray daemon's protocol, or the reason why it is refused. The document
 * itself is not looked at. Never throws, whatever the bytes are.
 *
 *     {"format":"json","version":1}\n{"name":"shop",…} → { text: '{"name":"shop",…}' }
 *     {"format":"json","version":1}\nT1SCr4BCgkK… → { otlp: <0a be 01 0a 09 0a …> }
 *
 * The second is what AWS's distribution of OpenTelemetry sends: spans in base64, behind `T1S` when they are sampled, else
 * behind `T1U`.
 *
 * As the daemon: `format` is compared without case, `version` is the number 1, further keys do not matter, and the first
 * newline ends the header.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon
 */
export function parseDatagram(datagram: Buffer): ParsedDatagram {
  const newline = datagram.indexOf(NEWLINE)
  if (newline === -1) {
    const begins = quoteValue(datagram.toString('utf8', 0, 240))
    return refuse('MissingHeader', `The datagram has no header line: it begins with ${begins}; ${RULE}`)
  }
  const header = datagram.toString('utf8', 0, newline)
  if (!isDaemonHeader(header)) {
    return refuse('InvalidHeader', `The datagram has the header ${quoteValue(header)}; ${RULE}`)
  }
  const body = datagram.subarray(newline + 1)
  if (body.length === 0) return refuse('EmptyBody', `The datagram has nothing after its header; ${RULE}`)
  const text = decodeUtf8(body)
  if (text === undefined) return refuse('NotUtf8', `The datagram's document is not UTF-8 text; ${RULE}`)
  if (text.startsWith('T1S') || text.startsWith('T1U')) {
    if (!BASE64.test(text)) {
      const begins = quoteValue(text.slice(0, 240))
      return refuse(
        'NotBase64',
        `The datagram carries spans that are not in base64: it begins with ${begins}`,
      )
    }
    return { otlp: Buffer.from(text.slice(SPANS_PREFIX_CHARS), 'base64') }
  }
  return { text }
}

const SPANS_PREFIX_CHARS = 3
const BASE64 = /^T1[SU][A-Za-z0-9+/]+={0,2}$/

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeUtf8(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes)
  } catch {
    return undefined
  }
}

function refuse(code: DatagramErrorCode, message: string): ParsedDatagram {
  return { refusal: { code, message } }
}

function isDaemonHeader(text: string): boolean {
  try {
    const header = JSON.parse(text)
    return String(header.format).toLowerCase() === 'json' && header.version === 1
  } catch {
    return false
  }
}
