import { describe, expect, test } from 'vitest'
import { MYSQL, ORACLE, POSTGRESQL, SQL_SERVER, UNKNOWN } from '../../src/segment/sql-dialect.ts'
import { sqlSystem } from '../../src/segment/sql-system.ts'

/** The SQL databases of `db.system.name` and of `db.system` in OpenTelemetry's semantic conventions 1.43. */
const STABLE = `actian.ingres aws.redshift clickhouse cockroachdb derby firebirdsql gcp.spanner h2database hive hsqldb
  ibm.db2 ibm.informix ibm.netezza instantdb intersystems.cache mariadb microsoft.sql_server mysql oracle.db other_sql
  postgresql sap.hana sap.maxdb softwareag.adabas sqlite teradata trino`
const OLDER = `adabas cache clickhouse cloudscape cockroachdb coldfusion db2 derby edb filemaker firebird firstsql h2
  hanadb hive hsqldb informix ingres instantdb interbase intersystems_cache mariadb maxdb mssql mssqlcompact mysql
  netezza oracle other_sql pervasive pointbase postgresql progress redshift spanner sqlite sybase teradata trino vertica`

describe('sqlSystem()', () => {
  test.each(`${STABLE} ${OLDER}`.split(/\s+/))('knows %s', name => {
    expect(sqlSystem(name)?.scheme).toMatch(/^[a-z][a-z0-9]*$/)
  })

  test.each([
    ['postgres', 'postgresql', POSTGRESQL],
    ['mysql2', 'mysql', MYSQL],
    ['microsoft.sql_server', 'sqlserver', SQL_SERVER],
    ['oracledb', 'oracle', ORACLE],
    ['PostgreSQL', 'postgresql', POSTGRESQL],
    ['Microsoft SQL Server', 'sqlserver', SQL_SERVER],
    ['other_sql', 'sql', UNKNOWN],
  ])('takes %s for %s', (name, scheme, dialect) => {
    expect(sqlSystem(name)).toEqual({ scheme, dialect })
  })

  test.each(['mongodb', 'redis', 'cassandra', 'aws.dynamodb', 'couchbase', '', undefined, 7, '__proto__'])(
    'knows no SQL of %s',
    name => {
      expect(sqlSystem(name)).toBeUndefined()
    },
  )
})
