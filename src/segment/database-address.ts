import type { Claims } from './claims.ts'
import { type ConnectionTarget, isConnectionString, parseConnectionString } from './connection-string.ts'

/**
 * Where the database of a call is: what its connection string says, and what that leaves open by the attributes. Claims
 * nothing.
 *
 *     server.address=db server.port=1433 db.namespace=INST1|shop db.system.name=microsoft.sql_server
 *     → { host: 'db', port: 1433, database: 'shop' }
 */
export function databaseAddress(claims: Claims): ConnectionTarget {
  if (last?.claims !== claims) last = { claims, address: readAddress(claims) }
  return last.address
}

/** A span is asked for its name and its URL, one after the other. */
let last: { claims: Claims; address: ConnectionTarget } | undefined

function readAddress(claims: Claims): ConnectionTarget {
  const recorded = connectionString(claims)
  const namespace = claims.peekText('db.namespace') ?? claims.peekText('db.name')
  const database = recorded.database ?? databaseOf(namespace, claims)
  if (recorded.host !== undefined) return { ...recorded, database }
  const host = claims.peekText('server.address') ?? claims.peekText('net.peer.name')
  return { host: host?.slice(host.lastIndexOf('@') + 1), port: portOf(claims), database, user: recorded.user }
}

function connectionString(claims: Claims): ConnectionTarget {
  const recorded = claims.peekText('db.connection_string')
  return recorded === undefined ? {} : parseConnectionString(recorded)
}

/** The database in a namespace: `instance|database` of SQL Server, `database|schema` of the others, or a whole URL. */
function databaseOf(namespace: string | undefined, claims: Claims): string | undefined {
  if (namespace === undefined) return undefined
  if (isConnectionString(namespace)) return parseConnectionString(namespace).database
  if (!namespace.includes('|')) return namespace
  const parts = namespace.split('|')
  const isLast =
    claims.peek('db.system.name') === 'microsoft.sql_server' || claims.peek('db.system') === 'mssql'
  return (isLast ? parts.at(-1) : parts[0]) || undefined
}

function portOf(claims: Claims): number | undefined {
  const port = claims.peek('server.port') ?? claims.peek('net.peer.port')
  const number = typeof port === 'string' && /^\d{1,5}$/.test(port) ? Number(port) : port
  return typeof number === 'number' && Number.isInteger(number) && number > 0 ? number : undefined
}
