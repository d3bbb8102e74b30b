import { parseDaemonAddress } from '../client/index.ts'

/** Where documents go. */
export interface Destination {
  readonly protocol: 'udp'
  readonly host: string
  readonly port: number
}

const FORMS = 'udp://127.0.0.1:2000, 127.0.0.1:2000, [::1]:2000, or tcp:127.0.0.1:2000 udp:127.0.0.1:2000'

/**
 * The destination a text names: a URL, `host:port`, or both addresses of an X-Ray daemon in either order, as
 * `AWS_XRAY_DAEMON_ADDRESS` has them. The port is 2000 where none is given.
 *
 *     'tcp:10.0.0.1:2000 udp:10.0.0.1:2001' → { protocol: 'udp', host: '10.0.0.1', port: 2001 }
 *
 * @throws {TypeError} naming the right forms, when the text is none of them
 */
export function parseDestination(text: string): Destination {
  const address = parseDaemonAddress(text)
  if (!address) {
    throw new TypeError(
      `Cannot send segment documents to '${text}': it is no address of an X-Ray daemon; write ${FORMS}`,
    )
  }
  return { protocol: 'udp', ...address.udp }
}
