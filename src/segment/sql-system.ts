import {
  ANSI,
  CLICKHOUSE,
  COCKROACHDB,
  DB2,
  MYSQL,
  ORACLE,
  POSTGRESQL,
  SQL_SERVER,
  SQLITE,
  type SqlDialect,
  SYBASE,
  UNKNOWN,
  UNKNOWN_WITH_NAMES,
} from './sql-dialect.ts'

/** A database that is spoken to in SQL. */
export interface SqlSystem {
  /** The scheme of its URLs, the same for all the names that it goes by. */
  readonly scheme: string
  readonly dialect: SqlDialect
}

/** Names by `db.system.name`, by `db.system`, and by libraries on their own: first the scheme, which is a name too. */
const NAMES: readonly (readonly [SqlDialect, readonly string[]])[] = [
  [POSTGRESQL, ['postgresql', 'postgres', 'pg', 'edb', 'aurora-postgres', 'timescaledb', 'yugabytedb']],
  [COCKROACHDB, ['cockroachdb', 'cockroach']],
  [MYSQL, ['mysql', 'mysql2', 'aurora-mysql', 'tidb', 'singlestore', 'vitess']],
  [MYSQL, ['mariadb']],
  [
    SQL_SERVER,
    [
      'sqlserver',
      'mssql',
      'microsoft.sql_server',
      'mssqlcompact',
      'tedious',
      'azure.sql',
      'microsoft sql server',
    ],
  ],
  [SYBASE, ['sybase']],
  [ORACLE, ['oracle', 'oracle.db', 'oracledb']],
  [SQLITE, ['sqlite', 'sqlite3', 'better-sqlite3', 'libsql', 'sqljs', 'd1']],
  [CLICKHOUSE, ['clickhouse']],
  [DB2, ['db2', 'ibm.db2']],
  [ANSI, ['derby', 'cloudscape']],
  [ANSI, ['hsqldb']],
  [ANSI, ['trino']],
  [ANSI, ['presto']],
  [ANSI, ['teradata']],
  [DB2, ['sap', 'hanadb', 'sap.hana']],
  [ANSI, ['maxdb', 'sap.maxdb']],
  [UNKNOWN, ['adabas', 'softwareag.adabas']],
  [UNKNOWN_WITH_NAMES, ['athena']],
  [UNKNOWN, ['bigquery']],
  [UNKNOWN, ['cache', 'intersystems_cache', 'intersystems.cache']],
  [UNKNOWN, ['coldfusion']],
  [UNKNOWN, ['databricks']],
  [UNKNOWN_WITH_NAMES, ['duckdb']],
  [UNKNOWN, ['filemaker']],
  [UNKNOWN, ['firebird', 'firebirdsql']],
  [UNKNOWN, ['firstsql']],
  [UNKNOWN_WITH_NAMES, ['h2', 'h2database']],
  [UNKNOWN, ['hive2', 'hive']],
  [UNKNOWN, ['informix', 'ibm.informix']],
  [UNKNOWN, ['ingres', 'actian.ingres']],
  [UNKNOWN, ['instantdb']],
  [UNKNOWN, ['interbase']],
  [UNKNOWN_WITH_NAMES, ['netezza', 'ibm.netezza']],
  [UNKNOWN, ['pervasive']],
  [UNKNOWN, ['pointbase']],
  [UNKNOWN, ['progress']],
  [UNKNOWN_WITH_NAMES, ['redshift', 'aws.redshift']],
  [UNKNOWN_WITH_NAMES, ['snowflake']],
  [UNKNOWN, ['spanner', 'gcp.spanner']],
  [UNKNOWN_WITH_NAMES, ['vertica']],
  [UNKNOWN, ['sql', 'other_sql']],
]

const systems = new Map<unknown, SqlSystem>(
  NAMES.flatMap(([dialect, names]) => names.map(name => [name, { scheme: names[0]!, dialect }] as const)),
)

/**
 * The SQL database of this name, or `undefined` where it is none: what is spoken to otherwise (Redis, MongoDB,
 * Cassandra, Couchbase) has texts that we can't read.
 *
 *     'microsoft.sql_server' → { scheme: 'sqlserver', … }
 *
 * @param name `db.system.name` or `db.system`, of any type
 * @see https://opentelemetry.io/docs/specs/semconv/registry/attributes/db/#db-system-name
 */
export function sqlSystem(name: unknown): SqlSystem | undefined {
  // X-Ray's SDK of Java and its like say what the driver says: PostgreSQL.
  return systems.get(name) ?? (typeof name === 'string' ? systems.get(name.toLowerCase()) : undefined)
}
