import type { Claims } from './claims.ts'
import { type ConnectionTarget, isConnectionString, parseConnectionString } from './connection-string.ts'
import { hostOnly } from './showable-url.ts'

/** What the attributes say of a database, in their own words. */
interface Recorded {
  readonly connectionString: unknown
  readonly namespace: string | undefined
  readonly host: string | undefined
  readonly port: number | undefined
  /** Decides what a namespace of two parts says. */
  readonly isSqlServer: boolean
}

/** Addresses that are remembered: an app has few databases, and asks each again and again. */
const MAX_REMEMBERED = 16
const remembered: (Recorded & { readonly address: ConnectionTarget })[] = []
let oldest = 0

/**
 * Where the database of a call is: what its connection string says, and what that leaves open by the attributes. Claims
 * nothing. Two calls to the same database get the same object.
 *
 *     server.address=db server.port=1433 db.namespace=INST1|shop db.system.name=microsoft.sql_server
 *     → { host: 'db', port: 1433, database: 'shop' }
 */
export function databaseAddress(claims: Claims): ConnectionTarget {
  const connectionString = claims.peek('db.connection_string')
  const namespace = claims.peekText('db.namespace') ?? claims.peekText('db.name')
  const host = claims.peekText('server.address') ?? claims.peekText('net.peer.name')
  const port = claims.peekNumber('server.port', 'net.peer.port')
  const isSqlServer =
    claims.peek('db.system.name') === 'microsoft.sql_server' || claims.peek('db.system') === 'mssql'
  for (const each of remembered) {
    if (
      each.namespace === namespace &&
      each.host === host &&
      each.port === port &&
      each.connectionString === connectionString &&
      each.isSqlServer === isSqlServer
    )
      return each.address
  }
  const recorded = { connectionString, namespace, host, port, isSqlServer }
  const address = readAddress(recorded)
  remembered[oldest++ % MAX_REMEMBERED] = { ...recorded, address }
  return address
}

function readAddress({ connectionString, namespace, host, port, isSqlServer }: Recorded): ConnectionTarget {
  const told =
    typeof connectionString === 'string' && connectionString !== ''
      ? parseConnectionString(connectionString)
      : NOWHERE
  const database = told.database ?? databaseOf(namespace, isSqlServer)
  if (told.host !== undefined) return { ...told, database }
  return { host: host && hostOnly(host), port: portOf(port), database, user: told.user }
}

const NOWHERE: ConnectionTarget = {}

/** The database in a namespace: `instance|database` of SQL Server, `database|schema` of the others, or a whole URL. */
function databaseOf(namespace: string | undefined, isSqlServer: boolean): string | undefined {
  if (namespace === undefined) return undefined
  if (isConnectionString(namespace)) return parseConnectionString(namespace).database
  if (!namespace.includes('|')) return namespace
  const parts = namespace.split('|')
  return (isSqlServer ? parts.at(-1) : parts[0]) || undefined
}

const MAX_PORT = 65_535

function portOf(port = 0): number | undefined {
  return port > 0 && port <= MAX_PORT ? port : undefined
}
