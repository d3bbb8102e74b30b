import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isConnectionString, parseConnectionString } from '../../src/segment/connection-string.ts'

const shop = { host: 'db', port: 5432, database: 'shop' }

describe('parseConnectionString()', () => {
  test.each([
    ['postgresql://db:5432/shop', shop],
    ['postgresql://app:pw@db:5432/shop?sslmode=require&password=pw', { ...shop, user: 'app' }],
    ['postgresql://app%40x:p%2Fw@db:5432/shop', { ...shop, user: 'app@x' }],
    ['postgresql://token@db:5432/shop', shop],
    ['postgresql://app:p@w@db:5432/shop', { ...shop, user: 'app' }],
    ['postgresql://db1:5432,db2:5433/shop', { ...shop, host: 'db1' }],
    ['postgresql://[::1]:5432/shop/', { ...shop, host: '::1' }],
    ['postgresql:///shop', { database: 'shop' }],
    ['postgresql://db', { host: 'db' }],
    ['postgresql://db/a%zz', { host: 'db', database: 'a%zz' }],
    ['jdbc:postgresql://db:5432/shop?user=app&password=pw', shop],
    ['jdbc:mysql:loadbalance://db:5432,db2/shop', shop],
    ['jdbc:db2://db:5432/shop:user=app;password=pw;', shop],
    ['jdbc:sqlserver://db:5432;databaseName=shop;user=app@x;password={p;w}', { ...shop, user: 'app@x' }],
    ['jdbc:oracle:thin:app/p@w@//db:1521/shop', { host: 'db', port: 1521, database: 'shop' }],
    ['jdbc:oracle:thin:app/pw@db:1521:shop', { host: 'db', port: 1521, database: 'shop' }],
    ['jdbc:oracle:thin:@tcps://db:1521/shop', { host: 'db', port: 1521, database: 'shop' }],
    ['oracle:thin:@db', { host: 'db' }],
    [
      'jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT = 1521))(CONNECT_DATA=(SERVICE_NAME=shop)))',
      { host: 'db', port: 1521, database: 'shop' },
    ],
    ['(DESCRIPTION=(ADDRESS=(HOST=db)))', { host: 'db' }],
    ['Server=tcp:db,5432;Initial Catalog=shop;User Id=app;Password=pw', { ...shop, user: 'app' }],
    ['Data Source=db\\INST;Database=shop;Uid=app;Pwd="p;w"', { host: 'db', database: 'shop', user: 'app' }],
    ['Server=(local);Database=shop;Password=\'p"";w\'', { host: 'localhost', database: 'shop' }],
    ['Driver={ODBC; 18};Server=::1,5432;Database="sh""op"', { host: '::1', port: 5432, database: 'sh"op' }],
    ['Host=db;Port=5432;Username=app;Password=pw;Database=shop', { ...shop, user: 'app' }],
    ['Data Source=//db:1521/shop;User Id=app', { host: 'db', port: 1521, user: 'app' }],
    ['Data Source=(DESCRIPTION=(ADDRESS=(HOST=db)(PORT=1521)));User Id=app', { host: 'db', port: 1521 }],
    ['Server=db;Server=other;Database=shop', { host: 'db', database: 'shop' }],
    ['Data Source=:memory:', { database: ':memory:' }],
    ['Data Source=C:\\data\\app.db;Password=pw', { database: 'C:\\data\\app.db' }],
    ["host=db port=5432 dbname=shop user = 'a\\'b' password='p w host=x'", { ...shop, user: "a'b" }],
    ['host=db1,db2 port=5432,5433 dbname=shop', { ...shop, host: 'db1' }],
    ['host=/var/run/postgresql dbname=shop', { host: '/var/run/postgresql', database: 'shop' }],
    ['sqlite:///data/app.db?key=pw', { database: '/data/app.db' }],
    ['jdbc:sqlite:app.db', { database: 'app.db' }],
    ['file:app.db?mode=ro', { database: 'app.db' }],
    ['jdbc:h2:mem:shop;PASSWORD=pw', { database: 'mem:shop' }],
    ['jdbc:h2:tcp://db:5432/~/shop;PASSWORD=pw', { host: 'db', port: 5432, database: '~/shop' }],
    ['jdbc:hsqldb:hsql://db/shop', { host: 'db', database: 'shop' }],
  ])('reads %s', (text, target) => {
    expect(JSON.parse(JSON.stringify(parseConnectionString(text)))).toEqual(target)
  })

  test.each(['Server', 'Host', 'Hostname', 'Data  Source', 'ADDRESS', 'Addr', 'Network Address'])(
    'reads the host from %s',
    key => {
      expect(parseConnectionString(`${key}=db;Password=pw`)).toMatchObject({ host: 'db' })
    },
  )

  test.each(['User Id', 'Uid', 'User', 'Username', 'user  name'])('reads the user from %s', key => {
    expect(parseConnectionString(`Server=db;${key}=app;Password=pw`)).toMatchObject({
      host: 'db',
      user: 'app',
    })
  })

  test.each(['123456', '12a', 'a12', ''])('takes %j for no port', port => {
    expect(parseConnectionString(`Server=db;Port=${port}`)).toMatchObject({ host: 'db', port: undefined })
  })

  test.each([
    ['what ends an authority, in a password', 'postgresql://app:p/w@db/shop'],
    ['a question mark in a password', 'postgresql://app:12?w@db/shop'],
    ['a hash in a password', 'postgresql://app:12#w@db/shop'],
    ['no host', 'postgresql://<secret>/shop'],
    ['a port that is none', 'postgresql://db:secret/shop'],
    ['a file without a name', 'jdbc:sqlite:'],
    ['a file with a password', 'sqlite:app:pw@x.db'],
    ['Oracle without a host', 'jdbc:oracle:thin:app/pw'],
    ['Oracle with a strange host', 'jdbc:oracle:thin:@<secret>'],
    ['a description without a host', '(DESCRIPTION=(PASSWORD=pw))'],
    ['a value that has swallowed another', 'host=db password=p;w dbname=shop'],
    ['a missing semicolon', 'Server=db;User Id=app Password=pw'],
    ['an open quote', "Password='pw;Server=secret;Database=x"],
    ['an open brace', 'Password={pw;Server=secret'],
    ['a word', 'scott/tiger'],
    ['nothing', ''],
    ['too much', `host=db ${' '.repeat(4000)}`],
  ])('says nothing about %s', (_, text) => {
    expect(JSON.parse(JSON.stringify(parseConnectionString(text)))).toEqual({})
  })

  test('never shows a password, whatever is in it', () => {
    const piece = fc.constantFrom(...'@:/?#;=\'"{}()\\ ,%&.1a', 'host=', ';Server=', '://', '%40')
    const password = fc
      .tuple(fc.array(piece, { maxLength: 5 }), fc.array(piece, { maxLength: 5 }))
      .map(([before, after]) => `${before.join('')}Gehe1m${after.join('')}`)
    const doubled = (text: string) => text.replaceAll('"', '""')
    fc.assert(
      fc.property(password, secret => {
        for (const text of [
          `postgresql://app:${secret}@db:5432/shop`,
          `postgresql://app:${encodeURIComponent(secret)}@db:5432/shop`,
          `Server=db;Password="${doubled(secret)}";Database=shop`,
          `host=db password='${secret.replace(/[\\']/g, '\\$&')}' dbname=shop`,
          `jdbc:sqlserver://db;password={${secret.replaceAll('}', '')}};databaseName=shop`,
          `jdbc:mysql://db/shop?user=app&password=${encodeURIComponent(secret)}`,
          `jdbc:oracle:thin:app/${secret}@//db:1521/shop`,
        ]) {
          expect(JSON.stringify(parseConnectionString(text)), text).not.toContain('Gehe1m')
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('forgets strings when there are too many', () => {
    for (let index = 0; index < 300; index++) {
      expect(parseConnectionString(`postgresql://db${index}`).host).toBe(`db${index}`)
    }
  })

  test('never throws, and ends quickly', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), text => void parseConnectionString(text)))
    for (const unit of ['=', ';', 'a=', ' ', '(', "'", '"', '{', 'a', '(host=', '//', '\\', 'a:']) {
      const before = process.cpuUsage()
      for (const head of ['', 'Server=', 'host=', '(', 'x://', 'jdbc:oracle:@']) {
        parseConnectionString((head + unit.repeat(4000)).slice(0, 4000))
      }
      expect(process.cpuUsage(before).user, unit).toBeLessThan(1_000_000)
    }
  })
})

describe('isConnectionString()', () => {
  test.each([
    ['postgresql://db/shop', true],
    ['file:app.db?key=pw', true],
    ['jdbc:sqlite:app.db', true],
    ['/data/app.db', false],
    ['shop', false],
  ])('%s: %s', (text, is) => {
    expect(isConnectionString(text)).toBe(is)
  })
})
