import { describe, expect, test } from 'vitest'
import { Claims } from '../../src/segment/claims.ts'
import { databaseAddress } from '../../src/segment/database-address.ts'

const address = (attributes: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(databaseAddress(new Claims(attributes))))

describe('databaseAddress()', () => {
  test.each([
    [
      { 'server.address': 'db', 'server.port': 5432, 'db.namespace': 'shop' },
      { host: 'db', port: 5432, database: 'shop' },
    ],
    [
      { 'net.peer.name': 'db', 'net.peer.port': '5432', 'db.name': 'shop' },
      { host: 'db', port: 5432, database: 'shop' },
    ],
    [
      { 'db.connection_string': 'postgresql://app:pw@db/shop', 'server.address': 'other', 'server.port': 1 },
      { host: 'db', database: 'shop', user: 'app' },
    ],
    [
      {
        'db.connection_string': 'Database=shop;User Id=app',
        'server.address': 'db',
        'db.namespace': 'other',
      },
      { host: 'db', database: 'shop', user: 'app' },
    ],
    [{ 'db.system.name': 'microsoft.sql_server', 'db.namespace': 'INST|shop' }, { database: 'shop' }],
    [{ 'db.system': 'mssql', 'db.name': 'INST|shop' }, { database: 'shop' }],
    [{ 'db.system.name': 'postgresql', 'db.namespace': 'shop|public' }, { database: 'shop' }],
    [{ 'db.system.name': 'postgresql', 'db.namespace': '|public' }, {}],
    [{ 'db.system': 'mssql', 'db.name': 'INST|' }, {}],
    [{ 'db.system': 'mssql', 'db.name': 'HOST|INST|shop' }, { database: 'shop' }],
    [{ 'server.address': 'db', 'server.port': '0x10' }, { host: 'db' }],
    [{ 'server.address': 'db', 'server.port': '1e3' }, { host: 'db' }],
    [{ 'server.address': 'db', 'server.port': [5432] }, { host: 'db' }],
    [{ 'server.address': 'db', 'server.port': true }, { host: 'db' }],
    [{ 'db.namespace': 'postgresql://app:pw@db/shop' }, { database: 'shop' }],
    [{ 'db.namespace': 'file:app.db?key=pw' }, { database: 'app.db' }],
    [{ 'server.address': 'app:pw@db', 'server.port': 'x' }, { host: 'db' }],
    [{ 'server.address': 'db', 'server.port': 1.5 }, { host: 'db' }],
    [{ 'server.address': 'db', 'server.port': '123456' }, { host: 'db' }],
    [
      { 'server.address': 'db', 'server.port': 1 },
      { host: 'db', port: 1 },
    ],
    [{ 'server.address': 'db', 'server.port': -1 }, { host: 'db' }],
    [{ 'server.address': '', 'server.port': 0, 'db.namespace': 7 }, {}],
  ])('reads %j', (attributes, expected) => {
    expect(address(attributes)).toEqual(expected)
  })

  test('is one object for all calls to a database, however many there are', () => {
    const call = { 'server.address': 'db', 'server.port': 5432, 'db.namespace': 'shop' }
    const first = databaseAddress(new Claims(call))
    expect(databaseAddress(new Claims({ ...call, 'db.query.text': 'SELECT 1' }))).toBe(first)
    for (let index = 0; index < 50; index++) {
      expect(address({ ...call, 'db.namespace': `shop_${index}` }).database).toBe(`shop_${index}`)
      expect(address({ ...call, 'server.port': index + 1 }).port).toBe(index + 1)
      expect(address({ ...call, 'server.address': `db_${index}` }).host).toBe(`db_${index}`)
    }
    expect(databaseAddress(new Claims(call))).toEqual(first)
    expect(address({ ...call, 'db.namespace': 'a|b' }).database).toBe('a')
    expect(address({ ...call, 'db.namespace': 'a|b', 'db.system': 'mssql' }).database).toBe('b')
  })
})
