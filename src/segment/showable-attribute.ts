import { Claims } from './claims.ts'
import { isConnectionString } from './connection-string.ts'
import type { ConversionSettings } from './conversion-settings.ts'
import type { Attributes } from './ended-span.ts'
import { hostOnly, showableUrl } from './showable-url.ts'
import { showableQuery, sqlSystemOf } from './sql.ts'
import { sqlSystem } from './sql-system.ts'

/** What may be shown of an attribute's text; nothing, where all of it is a secret. */
type Show = (text: string, settings: ConversionSettings, claims: Claims) => string | undefined

const showHost: Show = text => hostOnly(text)
const showNamespace: Show = (text, settings) =>
  isConnectionString(text) ? showableUrl(text, settings) : text

/** The query of a URL by itself, with or without its question mark. */
const showQuery: Show = (text, settings) => {
  const shown = text.startsWith('?')
    ? showableUrl(text, settings)
    : showableUrl(`?${text}`, settings).slice(1)
  return shown === '' ? undefined : shown
}

/** Where nothing says for which database it is, as in an event, it is taken for SQL: better too little than a secret. */
const showStatement: Show = (text, settings, claims) => {
  const isKnown = (claims.peek('db.system.name') ?? claims.peek('db.system')) !== undefined
  const system = isKnown ? sqlSystemOf(claims) : OTHER_SQL
  return system === undefined ? text : showableQuery(text, system, settings.sql)
}

const OTHER_SQL = sqlSystem('other_sql')

const showConnection: Show = (text, _, claims) =>
  sqlSystemOf(claims) !== undefined || MAY_HAVE_SECRETS.test(text) ? undefined : text

const MAY_HAVE_SECRETS = /@|pass|pwd|secret|token|key/i

/** Attributes that may hold secrets. An instrumentation may write one thing under several of these names. */
const SHOWN: ReadonlyMap<string, Show> = new Map([
  ['url.full', showableUrl],
  ['url.original', showableUrl],
  ['http.url', showableUrl],
  ['http.target', showableUrl],
  ['messaging.url', showableUrl],
  ['url.query', showQuery],
  ['url.fragment', showQuery],
  ['server.address', showHost],
  ['http.host', showHost],
  ['net.peer.name', showHost],
  ['db.namespace', showNamespace],
  ['db.name', showNamespace],
  ['db.query.text', showStatement],
  ['db.statement', showStatement],
  ['db.connection_string', showConnection],
])

/** A bit for each length that such a key has: most are of another, and this tells at once. */
const SHOWN_LENGTHS = Array.from(SHOWN.keys()).reduce((bits, { length }) => bits | (1 << (length & 31)), 0)

/**
 * The value of the span's attribute at this place as it may be shown outside of the field that it is meant for: in
 * metadata and annotations. Without passwords, secret parameters of URLs and literals of SQL; `undefined` where nothing is
 * left. Any other value as it is.
 *
 *     url.query=part=2&X-Amz-Signature=9f86 → 'part=2&X-Amz-Signature=REDACTED'
 */
export function showableAttribute(claims: Claims, index: number, settings: ConversionSettings): unknown {
  const key = claims.keyAt(index)
  const value = claims.valueAt(index)
  if (typeof value !== 'string' || (SHOWN_LENGTHS & (1 << (key.length & 31))) === 0) return value
  const show = SHOWN.get(key)
  return show ? show(value, settings, claims) : value
}

/** The attributes of an event or a link in the same way; `undefined` where there are none. */
export function showableAttributes(
  attributes: Attributes | undefined,
  settings: ConversionSettings,
): Attributes | undefined {
  const keys = attributes && Object.keys(attributes)
  if (!keys || keys.length === 0) return undefined
  if (!keys.some(key => SHOWN.has(key))) return attributes
  const claims = new Claims(attributes)
  return Object.fromEntries(keys.map((key, index) => [key, showableAttribute(claims, index, settings)]))
}
