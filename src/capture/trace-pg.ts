import { markTraced } from './mark-traced.ts'
import { type QueryCallback, type SqlQuery, type SqlStatement, startSqlQuery } from './sql-query.ts'

type Query = (...args: unknown[]) => unknown

interface PgPool {
  connect: Query
}

interface PgClient {
  query: Query
  readonly connectionParameters: Pick<SqlStatement, 'host' | 'port' | 'database' | 'user'>
}

/** A query as an object: `{ text, name, values }`; what has `submit` is a cursor or a stream. */
interface QueryConfig {
  readonly text?: unknown
  readonly name?: unknown
  readonly callback?: unknown
  readonly submit?: unknown
}

export function isPgPool(value: unknown): value is PgPool {
  return has(value, 'totalCount', 'number') && has(value, 'connect', 'function')
}

export function isPgClient(value: unknown): value is PgClient {
  return has(value, 'connectionParameters', 'object') && has(value, 'query', 'function')
}

/** Traces the queries of a client of `pg`; leaves alone what is none. */
export function tracePgClient(client: object): void {
  if (!isPgClient(client) || !markTraced(client)) return
  const query = client.query
  client.query = function (this: unknown, ...args: unknown[]) {
    const statement = statementOf(args[0], client)
    const traced = statement && startSqlQuery(statement)
    if (!traced) return query.apply(this, args)
    const hasCallback = wrapCallback(args, traced.endBefore)
    const result = traced.run(() => query.apply(this, args))
    return hasCallback ? result : endWith(result as Promise<unknown>, traced)
  }
}

/** The same promise behind the query's end: one that nobody handles is still seen by the process. */
function endWith(result: Promise<unknown>, query: SqlQuery): Promise<unknown> {
  return result.then(
    value => {
      query.end()
      return value
    },
    error => {
      query.end(error)
      throw error
    },
  )
}

/** The statement, unless it is a cursor or a stream, or a mistake that the client is to complain of. */
function statementOf(query: unknown, { connectionParameters }: PgClient): SqlStatement | undefined {
  const { name, submit, text } = (typeof query === 'string' ? { text: query } : (query ?? {})) as QueryConfig
  if (typeof submit === 'function' || typeof text !== 'string') return undefined
  const { database, host, port, user } = connectionParameters
  return { system: 'postgresql', text, name, host, port, database, user }
}

/** Puts another callback in the place of the query's own, which is its last argument; `false` where it has none. */
function wrapCallback(args: unknown[], wrap: (callback: QueryCallback) => QueryCallback): boolean {
  const index = args.findLastIndex(arg => typeof arg === 'function')
  if (index >= 0) {
    args[index] = wrap(args[index] as QueryCallback)
    return true
  }
  const config = args[0] as QueryConfig
  if (typeof config.callback !== 'function') return false
  args[0] = { ...config, callback: wrap(config.callback as QueryCallback) }
  return true
}

function has(value: unknown, key: string, type: string): boolean {
  return typeof (value as Record<string, unknown> | null | undefined)?.[key] === type
}
