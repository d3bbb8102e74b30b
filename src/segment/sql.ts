import type { Claims } from './claims.ts'
import type { JsonWriter } from './json-writer.ts'
import { sanitizeSql } from './sanitize-sql.ts'
import { withoutUser } from './showable-url.ts'

/** Systems that are spoken to in SQL, by their stable names and their older ones, as a URL's scheme. */
const SQL_SCHEMES: Readonly<Record<string, string>> = {
  postgresql: 'postgresql',
  mysql: 'mysql',
  mariadb: 'mariadb',
  mssql: 'sqlserver',
  'microsoft.sql_server': 'sqlserver',
  oracle: 'oracle',
  'oracle.db': 'oracle',
  sqlite: 'sqlite',
  db2: 'db2',
  'ibm.db2': 'db2',
  derby: 'derby',
  hive: 'hive2',
  teradata: 'teradata',
  cockroachdb: 'postgresql',
  redshift: 'redshift',
  'aws.redshift': 'redshift',
  trino: 'trino',
  clickhouse: 'clickhouse',
  other_sql: 'sql',
}

/**
 * Writes the `sql` block of a database call, or nothing when the span speaks to no SQL database.
 *
 *     db.system.name=postgresql db.namespace=shop server.address=db.internal db.query.text="SELECT 'a'"
 *     → "sql":{"url":"postgresql://db.internal/shop","sanitized_query":"SELECT ?","database_type":"postgresql"}
 *
 * The text of the query is written without its literals.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html#api-segmentdocuments-sql
 */
export function writeSql(json: JsonWriter, claims: Claims): void {
  const system = claims.peek('db.system.name') ?? claims.peek('db.system')
  const scheme = typeof system === 'string' ? SQL_SCHEMES[system] : undefined
  if (scheme === undefined) return
  const query = claims.string('db.query.text', 'db.statement')
  json.open('sql')
  json.string('url', databaseUrl(claims, scheme))
  json.string('sanitized_query', query === undefined ? undefined : sanitizeSql(query))
  json.string('database_type', claims.string('db.system.name', 'db.system'))
  json.string('user', claims.string('db.user'))
  json.close()
}

/** Where the database is: its connection string without the password, else put together; `undefined` without a host. */
function databaseUrl(claims: Claims, scheme: string): string | undefined {
  const recorded = claims.string('db.connection_string')
  if (recorded?.includes('://')) {
    claims.string('db.name')
    return withoutUser(recorded)
  }
  const host = claims.string('server.address', 'net.peer.name')
  if (host === undefined) return undefined
  const port = claims.number('server.port', 'net.peer.port')
  const database = claims.string('db.namespace', 'db.name')
  const bracketed = host.includes(':') ? `[${host}]` : host
  return `${scheme}://${bracketed}${port === undefined ? '' : `:${port}`}${database === undefined ? '' : `/${database}`}`
}
