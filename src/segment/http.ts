import { isQueueUrl } from './aws.ts'
import type { Claims } from './claims.ts'
import type { ConversionSettings } from './conversion-settings.ts'
import { CLIENT, type EndedSpan, SERVER } from './ended-span.ts'
import type { JsonWriter } from './json-writer.ts'
import { hostOnly, showableUrl } from './showable-url.ts'

/** Characters of a request's texts. @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
const MAX_TEXT_CHARS = 250

/**
 * Writes the `http` block, or nothing when the span is no HTTP request.
 *
 *     http.request.method=GET url.full=https://a.example/p http.response.status_code=200
 *     → "http":{"request":{"method":"GET","url":"https://a.example/p"},"response":{"status":200}}
 *
 * Reads the stable conventions and the older ones. `client_ip` is the caller's, so only a server has one.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-http
 */
export function writeHttp(
  json: JsonWriter,
  span: EndedSpan,
  claims: Claims,
  settings: ConversionSettings,
): void {
  const method = claims.string('http.request.method', 'http.method')
  const status = claims.number('http.response.status_code', 'http.status_code')
  if (method === undefined && status === undefined) return
  claims.takeSame('http.request.method_original', method)
  const isServer = span.kind === SERVER
  json.open('http')
  json.open('request')
  json.string('method', claims.fitted(method, MAX_TEXT_CHARS, 'http.request.method'))
  json.string('url', claims.fitted(urlOf(span, claims, settings), MAX_TEXT_CHARS, 'url.full'))
  const userAgent = claims.string('user_agent.original', 'http.user_agent')
  json.string('user_agent', claims.fitted(userAgent, MAX_TEXT_CHARS, 'user_agent.original'))
  if (isServer) writeClient(json, claims)
  json.close()
  json.open('response')
  json.number('status', status)
  json.number('content_length', claims.number('http.response.body.size', 'http.response_content_length'))
  json.close()
  json.close()
}

/**
 * Whether the callee sends a segment too, by the user's word: `aws.xray.traced` on the span, or the host in
 * `tracedHosts`. Nobody else can know, as our header goes to third parties as well.
 */
export function isTraced(span: EndedSpan, claims: Claims, { tracedHosts }: ConversionSettings): boolean {
  const said = claims.peek('aws.xray.traced')
  if (typeof said === 'boolean') {
    claims.take('aws.xray.traced')
    return said
  }
  if (tracedHosts.size === 0 || span.kind !== CLIENT) return false
  const host = claims.peek('server.address') ?? claims.peek('net.peer.name') ?? claims.peek('http.host')
  return typeof host === 'string' && tracedHosts.has(host)
}

/** The caller's address, and whether a proxy told us of it. */
function writeClient(json: JsonWriter, claims: Claims): void {
  const client = plainAddress(claims.string('client.address', 'http.client_ip'))
  const peer = plainAddress(claims.string('network.peer.address', 'net.peer.ip'))
  json.string('client_ip', claims.fitted(client ?? peer, MAX_TEXT_CHARS, 'client.address'))
  // The older key is set only from the header; the newer one also without any.
  const isOther = client !== peer && (peer !== undefined || claims.peek('http.client_ip') !== undefined)
  const isForwarded =
    (client !== undefined && isOther) || claims.peek('http.request.header.x-forwarded-for') !== undefined
  json.flag('x_forwarded_for', isForwarded)
}

/** An IPv4 address that a dual-stack socket has dressed up as IPv6, as it is: `::ffff:10.0.0.1 → 10.0.0.1`. */
function plainAddress(address: string | undefined): string | undefined {
  return address?.startsWith('::ffff:') ? address.slice(7) : address
}

/** The URL as it was recorded, else put together from its parts; `undefined` where no host is known. Without secrets. */
function urlOf(span: EndedSpan, claims: Claims, settings: ConversionSettings): string | undefined {
  const full = isQueueUrl(claims) ? undefined : claims.string('url.full', 'http.url')
  if (full !== undefined) {
    takeParts(claims, full)
    return showableUrl(full, settings)
  }
  const host = hostWithPort(claims, span.kind === SERVER)
  if (host === undefined) return undefined
  const scheme = claims.string('url.scheme', 'http.scheme') ?? 'http'
  return showableUrl(`${scheme}://${withoutDefaultPort(host, scheme)}${target(claims)}`, settings)
}

/** What the whole URL says again, and what would tell its secrets elsewhere. */
function takeParts(claims: Claims, url: string): void {
  for (const key of URL_PARTS) claims.take(key)
  for (const [hostKey, portKey] of HOST_PARTS) {
    const host = claims.peekText(hostKey)
    if (host === undefined || !url.includes(host)) continue
    claims.take(hostKey)
    claims.take(portKey)
  }
}

const URL_PARTS = [
  'url.scheme',
  'url.path',
  'url.query',
  'url.fragment',
  'http.scheme',
  'http.host',
  'http.target',
]
const HOST_PARTS = [
  ['server.address', 'server.port'],
  ['net.peer.name', 'net.peer.port'],
  ['net.host.name', 'net.host.port'],
] as const

function target(claims: Claims): string {
  const path = claims.string('http.target')
  if (path !== undefined) return path
  const query = claims.string('url.query')
  return (
    (claims.string('url.path') ?? '/') +
    (query === undefined ? '' : query.startsWith('?') ? query : `?${query}`)
  )
}

function hostWithPort(claims: Claims, isServer: boolean): string | undefined {
  const host = claims.string('http.host')
  if (host !== undefined) return hostOnly(host)
  const recorded = isServer
    ? (claims.string('server.address', 'http.server_name') ?? claims.string('net.host.name', 'host.name'))
    : (claims.string('server.address', 'net.peer.name') ?? claims.string('net.peer.ip'))
  if (recorded === undefined) return undefined
  const name = hostOnly(recorded)
  const port = claims.number('server.port', isServer ? 'net.host.port' : 'net.peer.port')
  const bracketed = name.includes(':') && !name.startsWith('[') ? `[${name}]` : name
  return port === undefined ? bracketed : `${bracketed}:${port}`
}

function withoutDefaultPort(host: string, scheme: string): string {
  if (scheme === 'http' && host.endsWith(':80')) return host.slice(0, -3)
  if (scheme === 'https' && host.endsWith(':443')) return host.slice(0, -4)
  return host
}
