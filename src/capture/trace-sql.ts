import { XRayError } from '../error/index.ts'
import { traceAcquired } from './trace-acquired.ts'
import { isMysqlConnection, isMysqlPool, traceMysqlConnection } from './trace-mysql.ts'
import { isPgClient, isPgPool, tracePgClient } from './trace-pg.ts'

/**
 * Traces each query of this pool, client or connection of `pg` or `mysql2`, callbacks and promises alike: a subsegment
 * `database@host` with the statement, its literals hidden, and the error if it fails. Values are not written. It needs no
 * hooks, so it works in bundled code.
 *
 *     const pool = traceSql(new Pool({ connectionString }))
 *
 * Connections that a traced pool hands out are traced too, and so are the statements of transactions. Cursors, query
 * streams and queries that are read by events pass through as they are. One query is one subsegment, also when the
 * object is given here twice or OpenTelemetry's instrumentation traces it as well. Waiting for a free connection is not
 * part of it.
 *
 * @returns the same object
 * @throws {XRayError} `ERR_XRAY_DATABASE` when it is none of these
 */
export function traceSql<Database extends object>(database: Database): Database {
  const core = coreOf(database)
  if (isPgPool(core)) traceAcquired(core, 'connect', tracePgClient)
  else if (isPgClient(core)) tracePgClient(core)
  else if (isMysqlPool(core)) traceAcquired(core, 'getConnection', traceMysqlConnection)
  else if (isMysqlConnection(core)) traceMysqlConnection(core)
  else
    throw new XRayError(
      'ERR_XRAY_DATABASE',
      'Cannot trace this object: give traceSql() a pool or a connection of pg or mysql2',
    )
  return database
}

/** What a wrapper of `mysql2/promise` is around, or the object itself. */
function coreOf(database: object): object {
  const { connection, pool } = (database ?? {}) as { connection?: unknown; pool?: unknown }
  return [pool, connection].find(inner => isMysqlPool(inner) || isMysqlConnection(inner)) ?? database
}
