import { Claims } from './claims.ts'
import { databaseAddress } from './database-address.ts'
import { type Attributes, CLIENT, type EndedSpan } from './ended-span.ts'
import { sqlSystem } from './sql-system.ts'

/**
 * Whether one call of a database is the work of a library on top of the driver that made the other: knex over pg,
 * mongoose over mongodb, a pool over its connection. The trace map would count two calls.
 *
 *     CLIENT db.system.name=mongodb db.namespace=shop, under it the same → true
 *
 * A namespace that only one of them knows is no difference, and hosts are not compared: an ORM knows the first of a
 * replica set, the driver the one that it asked.
 */
export function wrapsDatabaseCall(outer: EndedSpan, inner: EndedSpan): boolean {
  if (outer.kind !== CLIENT || inner.kind !== CLIENT) return false
  const system = systemOf(inner.attributes)
  if (system === undefined || systemOf(outer.attributes) !== system) return false
  const outerDatabase = databaseOf(outer.attributes)
  const innerDatabase = databaseOf(inner.attributes)
  return outerDatabase === undefined || innerDatabase === undefined || outerDatabase === innerDatabase
}

/** The database's system, the same for all the names that it goes by. */
function systemOf(attributes: Attributes): unknown {
  const name = attributes['db.system.name'] ?? attributes['db.system']
  return name === 'mongoose' ? 'mongodb' : (sqlSystem(name)?.scheme ?? name)
}

function databaseOf(attributes: Attributes): string | undefined {
  return databaseAddress(new Claims(attributes)).database
}
