import sqlite from 'node-sqlite3-wasm'

/** What goes into a database and comes out of it. */
export type SqlValue = number | string | Uint8Array | null

type Statement = ReturnType<InstanceType<typeof sqlite.Database>['prepare']>

/** An SQLite database in a file: statements are prepared once and used again. */
export class SqlDatabase {
  readonly #database: InstanceType<typeof sqlite.Database>
  readonly #statements = new Map<string, Statement>()

  /** @param schema what is run first */
  constructor(path: string, schema = '') {
    this.#database = new sqlite.Database(path)
    this.#database.exec(schema)
  }

  /** Runs a statement that changes something. */
  run(sql: string, values: SqlValue[] = []): void {
    this.#prepared(sql).run(values)
  }

  /** The rows that a statement gives, by column. */
  rows(sql: string, values: SqlValue[] = []): Record<string, SqlValue>[] {
    return this.#prepared(sql).all(values) as Record<string, SqlValue>[]
  }

  /** Runs what changes much at once; what throws leaves nothing half done. */
  transact(change: () => void): void {
    this.#database.exec('BEGIN')
    try {
      change()
      this.#database.exec('COMMIT')
    } catch (error) {
      this.#database.exec('ROLLBACK')
      throw error
    }
  }

  close(): void {
    for (const statement of this.#statements.values()) statement.finalize()
    this.#database.close()
  }

  #prepared(sql: string): Statement {
    let statement = this.#statements.get(sql)
    if (!statement) {
      statement = this.#database.prepare(sql)
      this.#statements.set(sql, statement)
    }
    return statement
  }
}
