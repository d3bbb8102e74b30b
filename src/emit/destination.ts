import { parseDaemonAddress } from '../client/index.ts'
import { XRayError } from '../error/index.ts'

/** Where documents go. */
export type Destination = DaemonDestination | ApiDestination | OtlpDestination

/** An X-Ray daemon, by UDP. */
export interface DaemonDestination {
  readonly protocol: 'udp'
  readonly host: string
  readonly port: number
}

/** The X-Ray API, or what answers like it. */
export interface ApiDestination {
  readonly protocol: 'xray'
  /** @default X-Ray in this process's region */
  readonly url?: string
}

/** An OTLP endpoint over HTTP, X-Ray's or any other: spans go there as they are. */
export interface OtlpDestination {
  readonly protocol: 'otlp'
  readonly url: string
}

const FORMS =
  'udp://127.0.0.1:2000, 127.0.0.1:2000, [::1]:2000, or tcp:127.0.0.1:2000 udp:127.0.0.1:2000 for a daemon; xray, or https://xray.eu-west-1.amazonaws.com, for the X-Ray API; otlp+https://xray.eu-west-1.amazonaws.com/v1/traces for OTLP'

/**
 * The destination a text names: an X-Ray daemon by a URL, `host:port`, or both of its addresses in either order, as
 * `AWS_XRAY_DAEMON_ADDRESS` has them; the X-Ray API by `xray` or its URL; an OTLP endpoint by its URL behind `otlp+`. A daemon's port is 2000 where none is given.
 *
 *     'tcp:10.0.0.1:2000 udp:10.0.0.1:2001' → { protocol: 'udp', host: '10.0.0.1', port: 2001 }
 *     'https://xray.eu-west-1.amazonaws.com' → { protocol: 'xray', url: 'https://xray.eu-west-1.amazonaws.com' }
 *
 * @throws {XRayError} `ERR_XRAY_ENDPOINT`, naming the right forms, when the text is none of them
 */
export function parseDestination(text: string): Destination {
  const word = text.trim()
  if (word === 'xray') return { protocol: 'xray' }
  if (/^https?:\/\//i.test(word) && URL.canParse(word)) return { protocol: 'xray', url: word }
  if (/^otlp\+https?:\/\//i.test(word) && URL.canParse(word.slice(5))) return otlpAt(new URL(word.slice(5)))
  const address = parseDaemonAddress(text)
  if (!address) {
    throw new XRayError(
      'ERR_XRAY_ENDPOINT',
      `Cannot send segment documents to '${text}': it is no address of X-Ray; write ${FORMS}`,
    )
  }
  return { protocol: 'udp', ...address.udp }
}

/** OpenTelemetry's own path where there is none. */
function otlpAt(url: URL): OtlpDestination {
  if (url.pathname === '/') url.pathname = '/v1/traces'
  return { protocol: 'otlp', url: url.href }
}
