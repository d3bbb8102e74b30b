import { markTraced } from './mark-traced.ts'
import { type QueryCallback, type SqlStatement, startSqlQuery } from './sql-query.ts'

type Query = (...args: unknown[]) => unknown

interface MysqlPool {
  getConnection: Query
}

interface MysqlConnection {
  query: Query
  execute: Query
  readonly config: Pick<SqlStatement, 'host' | 'port' | 'database' | 'user'>
}

/** A query that a pool has made ready before it had a connection, with the callback in it. */
interface QueryCommand {
  readonly sql: string
  onResult?: unknown
}

/** Whether it is a pool of `mysql2`, not a wrapper of `mysql2/promise` around one. */
export function isMysqlPool(value: unknown): value is MysqlPool {
  return isCore(value) && typeof (value as Partial<MysqlPool>).getConnection === 'function'
}

export function isMysqlConnection(value: unknown): value is MysqlConnection {
  return isCore(value) && !isMysqlPool(value)
}

/** Traces the queries of a connection of `mysql2`; leaves alone what is none. */
export function traceMysqlConnection(connection: object): void {
  const core = isMysqlConnection(connection) ? connection : undefined
  if (!core || !markTraced(core)) return
  for (const method of ['query', 'execute'] as const) {
    const original = core[method]
    core[method] = function (this: unknown, ...args: unknown[]) {
      const own = callbackOf(args)
      const statement = own && statementOf(args[0], core)
      const traced = statement && startSqlQuery(statement)
      if (!traced) return original.apply(this, args)
      own.replace(traced.endBefore(own.callback))
      return traced.run(() => original.apply(this, args))
    }
  }
}

/** What gets the result, and a way to put another in its place; nothing where the query is read by events. */
function callbackOf(
  args: unknown[],
): { callback: QueryCallback; replace(callback: QueryCallback): void } | undefined {
  const index = args.findLastIndex(arg => typeof arg === 'function')
  if (index >= 0) {
    const replace = (callback: QueryCallback) => {
      args[index] = callback
    }
    return { callback: args[index] as QueryCallback, replace }
  }
  const command = args[0] as QueryCommand | undefined
  if (typeof command?.onResult !== 'function') return undefined
  const replace = (callback: QueryCallback) => {
    command.onResult = callback
  }
  return { callback: command.onResult as QueryCallback, replace }
}

function statementOf(query: unknown, { config }: MysqlConnection): SqlStatement | undefined {
  const text = typeof query === 'string' ? query : (query as QueryCommand | undefined)?.sql
  if (typeof text !== 'string') return undefined
  const { database, host, port, user } = config
  return { system: 'mysql', text, host, port, database, user }
}

/** Whether it has what both a pool and a connection of `mysql2` have, and their wrappers have not: `promise()`. */
function isCore(value: unknown): boolean {
  const { execute, promise, query } = (value ?? {}) as Record<string, unknown>
  return [execute, promise, query].every(method => typeof method === 'function')
}
