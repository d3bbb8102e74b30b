import type { Claims } from './claims.ts'
import { type ConnectionTarget, isConnectionString } from './connection-string.ts'
import type { ConversionSettings } from './conversion-settings.ts'
import { databaseAddress } from './database-address.ts'
import type { JsonWriter } from './json-writer.ts'
import { cutSql, sanitizeSql } from './sanitize-sql.ts'
import { type SqlSystem, sqlSystem } from './sql-system.ts'

/** Characters of the user's name. @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html */
const MAX_USER_CHARS = 250

/**
 * Writes the `sql` block of a database call, or nothing when the span speaks to no SQL database.
 *
 *     db.system.name=postgresql db.namespace=shop server.address=db.internal db.query.text="SELECT 'a'"
 *     → "sql":{"url":"postgresql://db.internal/shop","sanitized_query":"SELECT ?","database_type":"postgresql"}
 *
 * The text is written as the user wishes: without its literals, as it came, or not at all; at most 16,000 characters.
 * It is claimed in any case, and so is the connection string, of which no more is shown than host, port, database and
 * user. Versions are those in `aws.xray.sql.database_version` and `aws.xray.sql.driver_version`, as no convention has
 * them. The texts of databases that are spoken to otherwise are left for the metadata.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-sql
 */
export function writeSql(
  json: JsonWriter,
  claims: Claims,
  { sql: mode }: Pick<ConversionSettings, 'sql'>,
): void {
  const system = sqlSystemOf(claims)
  if (system !== undefined) writeBlock(json, claims, system, mode)
}

/** The SQL database that the span speaks to, or `undefined` where it speaks to none. */
export function sqlSystemOf(claims: Claims): SqlSystem | undefined {
  return sqlSystem(claims.peek('db.system.name')) ?? sqlSystem(claims.peek('db.system'))
}

function writeBlock(
  json: JsonWriter,
  claims: Claims,
  system: SqlSystem,
  mode: ConversionSettings['sql'],
): void {
  const address = databaseAddress(claims)
  json.open('sql')
  const url = databaseUrl(address, system.scheme)
  json.string('url', url)
  json.string('sanitized_query', queryOf(claims, system, mode))
  json.string('database_type', claims.string('db.system.name', 'db.system'))
  json.string('database_version', claims.string('aws.xray.sql.database_version'))
  json.string('driver_version', claims.string('aws.xray.sql.driver_version'))
  json.string('user', claims.fitted(claims.string('db.user') ?? address.user, MAX_USER_CHARS, 'db.user'))
  json.string('preparation', preparationOf(claims, system))
  json.close()
  takeAddress(claims, url === undefined ? {} : address)
}

/** The text of the query as it may be shown. Nobody else gets to see it, not even where it is no text. */
function queryOf(claims: Claims, system: SqlSystem, mode: ConversionSettings['sql']): string | undefined {
  const query = claims.string('db.query.text', 'db.statement')
  claims.take('db.query.text')
  claims.take('db.statement')
  return query === undefined ? undefined : showableQuery(query, system, mode)
}

/** What the user lets be shown of a query. */
export function showableQuery(
  query: string,
  { dialect }: SqlSystem,
  mode: ConversionSettings['sql'],
): string | undefined {
  if (mode === 'off') return undefined
  return mode === 'raw' ? cutSql(query) : sanitizeSql(query, dialect) || undefined
}

/** `postgresql://db:5432/shop`, `sqlite:///data/shop.db`; `undefined` where neither host nor file is known. */
function databaseUrl(address: ConnectionTarget, scheme: string): string | undefined {
  let known = databaseUrls.get(address)
  if (known?.scheme !== scheme) {
    known = { scheme, url: makeUrl(address, scheme) }
    databaseUrls.set(address, known)
  }
  return known.url
}

/** The URL of an address, as it was written last. */
const databaseUrls = new WeakMap<ConnectionTarget, { scheme: string; url: string | undefined }>()

function makeUrl({ host, port, database }: ConnectionTarget, scheme: string): string | undefined {
  if (host === undefined) return scheme === 'sqlite' && database ? fileUrl(database) : undefined
  const place = ADDRESS.test(host) ? `[${host}]` : encodePart(host)
  const path = database === undefined ? '' : `/${encodePath(database)}`
  return `${scheme}://${place}${port === undefined ? '' : `:${port}`}${path}`
}

function fileUrl(file: string): string {
  const path = file
    .replace(/^file:/, '')
    .replace(/[?#].*$/s, '')
    .replaceAll('\\', '/')
  const slashes = path.startsWith('/') ? '//' : /^[a-z]:\//i.test(path) ? '///' : ''
  return `sqlite:${slashes}${encodePath(path).replaceAll('%3A', ':')}`
}

const ADDRESS = /^[0-9a-f.]*:[0-9a-f:.]*$/i

function encodePath(path: string): string {
  return PLAIN.test(path) ? path : encodePart(path).replaceAll('%2F', '/')
}

function encodePart(text: string): string {
  return PLAIN.test(text) ? text : encodeURIComponent(text.toWellFormed())
}

const PLAIN = /^[\w.-]*$/

/** How the statement was made ready, where an attribute says so: as a procedure's call, or prepared under a name. */
function preparationOf(claims: Claims, { scheme }: SqlSystem): 'call' | 'statement' | undefined {
  if (claims.peek('db.stored_procedure.name')) return 'call'
  if (scheme === 'postgresql' && claims.peek('db.postgresql.plan')) return 'statement'
  const operation = claims.peek('db.operation.name') ?? claims.peek('db.operation')
  if (typeof operation !== 'string' || !PREPARED.test(operation)) return undefined
  if (/^(?:call|exec)$/i.test(operation)) return 'call'
  // To SQL Server it is what a procedure is called by, and what a prepared statement is run by.
  return scheme === 'sqlserver' && /^execute$/i.test(operation) ? undefined : 'statement'
}

const PREPARED = /^(?:call|exec|prepare|execute)$/i

/** What the URL says again, and what may hold a password; what says something else or more stays for the metadata. */
function takeAddress(claims: Claims, { host, port, database }: ConnectionTarget): void {
  claims.take('db.connection_string')
  if (host !== undefined) for (const key of HOSTS) claims.takeSame(key, host)
  if (port !== undefined) for (const key of PORTS) if (claims.peekNumber(key) === port) claims.take(key)
  for (const key of NAMESPACES) {
    const name = claims.peek(key)
    if (typeof name === 'string' && (name === database || isConnectionString(name))) claims.take(key)
  }
}

const HOSTS = ['server.address', 'net.peer.name']
const PORTS = ['server.port', 'net.peer.port']
const NAMESPACES = ['db.namespace', 'db.name']
