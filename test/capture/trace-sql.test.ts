import { expect, test } from 'vitest'
import { traceSql } from '../../src/capture/trace-sql.ts'

// What it does is seen with the drivers: trace-pg.test.ts and trace-mysql.test.ts.

test.each([[{}], [undefined], [{ query() {} }]])('traceSql() refuses %j', object => {
  expect(() => traceSql(object as object)).toThrow(
    'Cannot trace this object: give traceSql() a pool or a connection of pg or mysql2',
  )
})
