/** Where an X-Ray daemon listens: documents come in over UDP, calls of the API over TCP. */
export interface DaemonAddress {
  readonly udp: HostPort
  readonly tcp: HostPort
}

interface HostPort {
  readonly host: string
  readonly port: number
}

const DEFAULT_PORT = 2000

/**
 * The address that a text names, `undefined` when it names none: `host:port` for both protocols, or one for each as
 * `AWS_XRAY_DAEMON_ADDRESS` has them, in either order. The port is 2000 where none is given.
 *
 *     'tcp:10.0.0.1:2000 udp:10.0.0.2:2001' → { udp: { host: '10.0.0.2', port: 2001 }, tcp: { host: '10.0.0.1', … } }
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-sdk-nodejs-configuration.html#xray-sdk-nodejs-configuration-envvars
 */
export function parseDaemonAddress(text: string): DaemonAddress | undefined {
  const words = text.trim().split(/\s+/)
  const isPair = words.length === 2
  const udp = parseHostPort(isPair ? words.find(word => word.startsWith('udp:')) : words[0])
  const tcp = isPair
    ? parseHostPort(words.find(word => word.startsWith('tcp:'))?.replace('tcp:', 'udp:'))
    : udp
  return udp && tcp && words.length <= 2 ? { udp, tcp } : undefined
}

function parseHostPort(text = ''): HostPort | undefined {
  const match = /^(?:udp:(?:\/\/)?)?(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?\/?$/i.exec(text)
  const [, name, digits = DEFAULT_PORT] = match ?? []
  const port = Number(digits)
  // A slip in an IP address is no name of a host.
  if (!name || port < 1 || port > 65_535 || !URL.canParse(`http://${name}`)) return undefined
  return { host: name.replace(/^\[|\]$/g, ''), port }
}
