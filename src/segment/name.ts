import { MAX_NAME_CHARS } from '../document/index.ts'
import type { Claims } from './claims.ts'
import type { ConnectionTarget } from './connection-string.ts'
import { databaseAddress } from './database-address.ts'
import { CLIENT, CONSUMER, type EndedSpan, PRODUCER, type SpanResource } from './ended-span.ts'
import { hostOnly } from './showable-url.ts'

/** @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-fields */
const REFUSED_CHARS = /[^\p{L}\p{N}\p{Z}_.:/%&#=+\-@]/gu

/**
 * A name that X-Ray takes: without the characters it refuses, at most 200 code points. Empty when nothing is left.
 *
 *     'GET /cart?id=7, twice' → 'GET /cartid=7 twice'
 */
export function cleanName(text: string): string {
  let name = rememberedNames.get(text)
  if (name === undefined) {
    name = clean(text)
    if (rememberedNames.size >= MAX_REMEMBERED_NAMES) rememberedNames.clear()
    if (text.length <= MAX_NAME_CHARS) rememberedNames.set(text, name)
  }
  return name
}

/** Names that are remembered: an app has few, and uses each again and again. */
const MAX_REMEMBERED_NAMES = 2000
const rememberedNames = new Map<string, string>()

function clean(text: string): string {
  const allowed = text.replace(REFUSED_CHARS, '').trim()
  return allowed.length > MAX_NAME_CHARS ? Array.from(allowed).slice(0, MAX_NAME_CHARS).join('') : allowed
}

/** The name of a service's segments: its `aws.local.service`, else its `service.name`. Nothing else names a service. */
export function segmentName(resource: SpanResource, localService?: unknown): string {
  const candidates = [localService, resource.attributes['service.name']]
  for (const candidate of candidates) {
    const name = typeof candidate === 'string' ? cleanName(candidate) : ''
    if (name !== '') return name
  }
  return 'unknown_service'
}

/**
 * The name of a subsegment: whom it called, when it called somebody, else what the span was named. The first candidate
 * of which something is left after cleaning.
 *
 *     CLIENT db.namespace=shop server.address=db.internal → 'shop@db.internal'
 *     CLIENT rpc.system=aws-api rpc.service=DynamoDB      → 'DynamoDB'
 */
export function subsegmentName(span: EndedSpan, claims: Claims): string {
  const isCall = span.kind === CLIENT || span.kind === PRODUCER || span.kind === CONSUMER
  return (isCall && calleeName(claims)) || nameOf(span.name) || 'span'
}

/** Who may have been called, the best word first; empty where nobody is known. */
function calleeName(claims: Claims): string {
  return (
    serviceName(claims.peekText('aws.remote.service')) ||
    nameOf(claims.peekText('peer.service')) ||
    nameOf(claims.peekText('service.peer.name')) ||
    (claims.peek('rpc.system') === 'aws-api' && serviceName(claims.peekText('rpc.service'))) ||
    nameOf(claims.peekText('aws.service')) ||
    nameOf(databaseName(claims)) ||
    nameOf(claims.peekText('rpc.service')) ||
    hostName(claims.peekText('http.host')) ||
    hostName(claims.peekText('net.peer.name')) ||
    hostName(claims.peekText('server.address')) ||
    nameOf(hostOf(claims.peekText('url.full') ?? claims.peekText('http.url'))) ||
    nameOf(claims.peekText('messaging.destination.name') ?? claims.peekText('messaging.destination'))
  )
}

/** The candidate as a name; empty where nothing is left of it, or an app in JavaScript has given none. */
function nameOf(candidate: string | undefined): string {
  return typeof candidate === 'string' ? cleanName(candidate) : ''
}

function hostName(candidate: string | undefined): string {
  return candidate === undefined ? '' : cleanName(hostOnly(candidate))
}

/** `AWS::SQS` and `AWS.SDK.SQS` are the same service to the trace map as `SQS`. */
function serviceName(candidate: string | undefined): string {
  return nameOf(candidate?.replace(/^(AWS\.SDK\.|AWS::)/, ''))
}

/** `name@host` of a database, the name alone where no host is known. */
function databaseName(claims: Claims): string | undefined {
  if (
    claims.peek('db.namespace') === undefined &&
    claims.peek('db.name') === undefined &&
    claims.peek('db.connection_string') === undefined
  )
    return undefined
  const address = databaseAddress(claims)
  const { database, host } = address
  if (host === undefined || database === undefined) return database
  let name = databaseNames.get(address)
  if (name === undefined) {
    name = `${database}@${host}`
    databaseNames.set(address, name)
  }
  return name
}

const databaseNames = new WeakMap<ConnectionTarget, string>()

/** The host of a URL, without its port and with IPv6 brackets taken off; `undefined` where there is none. */
function hostOf(url: string | undefined): string | undefined {
  const authority = url && /^(?:jdbc:)?[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1]
  if (!authority) return undefined
  const host = hostOnly(authority)
  return (/^\[([^\]]*)\]/.exec(host)?.[1] ?? host.replace(/:\d*$/, '')) || undefined
}
