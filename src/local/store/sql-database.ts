import sqlite from 'node-sqlite3-wasm'

/** What goes into a database and comes out of it. */
export type SqlValue = number | string | Uint8Array | null
/** A row of an answer, by column. */
export type Row = Record<string, SqlValue>

type Statement = ReturnType<InstanceType<typeof sqlite.Database>['prepare']>

/** An SQLite database, in memory or in a file: statements are prepared once and used again. */
export class SqlDatabase {
  readonly #database: InstanceType<typeof sqlite.Database>
  readonly #statements = new Map<string, Statement>()

  /**
   * @param schema what is run first
   * @param path the file; without one, the database is in memory
   */
  constructor(schema: string, path?: string) {
    this.#database = new sqlite.Database(path)
    this.#database.exec(schema)
  }

  /** Runs a statement that changes something. */
  run(sql: string, values: SqlValue[] = []): void {
    this.#prepared(sql).run(values)
  }

  /** The rows that a statement gives. */
  rows(sql: string, values: SqlValue[] = []): Row[] {
    return this.#prepared(sql).all(values) as Row[]
  }

  /** The first row that a statement gives, or `undefined` when there is none. */
  row(sql: string, values: SqlValue[] = []): Row | undefined {
    return (this.#prepared(sql).get(values) ?? undefined) as Row | undefined
  }

  /** The rows that a statement gives, one after another: for what may be many, or more than is wanted. */
  *iterate(sql: string, values: SqlValue[] = []): Generator<Row> {
    const statement = this.#database.prepare(sql)
    try {
      yield* statement.iterate(values) as Iterable<Row>
    } finally {
      statement.finalize()
    }
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
