import { quoteValue } from '../document/index.ts'

/** Why a datagram holds no document. */
export type DatagramErrorCode =
  | 'EmptyBody'
  | 'InvalidHeader'
  | 'MissingHeader'
  | 'NotUtf8'
  | 'UnsupportedBody'

/** Why a datagram is not taken. */
export interface DatagramRefusal {
  code: DatagramErrorCode
  /** What is wrong, the value, and the rule. */
  message: string
}

/** The text of the one document in a datagram, or the reason why there is none. */
export type ParsedDatagram =
  | { text: string; refusal?: undefined }
  | { text?: undefined; refusal: DatagramRefusal }

const NEWLINE = 0x0a
const RULE = 'a datagram is the line {"format":"json","version":1}, a newline, and one segment document'

/**
 * The text of the document in a datagram of the X-Ray daemon's protocol, or the reason why it is refused. The document
 * itself is not looked at. Never throws, whatever the bytes are.
 *
 *     {"format":"json","version":1}\n{"name":"shop",…} → { text: '{"name":"shop",…}' }
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
    return refuse(
      'UnsupportedBody',
      `The datagram carries OTLP spans (${text.slice(0, 3)}…), which are not read yet; ${RULE}`,
    )
  }
  return { text }
}

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
