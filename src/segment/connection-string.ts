/** What a connection string says about where it leads, as far as it can be shown. */
export interface ConnectionTarget {
  /** A name or an address, without brackets. */
  readonly host?: string | undefined
  readonly port?: number | undefined
  readonly database?: string | undefined
  readonly user?: string | undefined
}

const NOWHERE: ConnectionTarget = {}

/** Characters of a connection string that we read; a longer one says nothing to us. */
const MAX_CHARS = 4000

/** An app has few databases. */
const MAX_REMEMBERED = 200
const remembered = new Map<string, ConnectionTarget>()

/**
 * Where the connection string leads. Only what was recognised comes back, never what may be a part of a password: where
 * it is in doubt which `@` ends one, nothing does. Of several hosts the first. Never throws.
 *
 *     postgresql://app:pw@db:5432/shop?sslmode=require                → { host: 'db', port: 5432, database: 'shop', user: 'app' }
 *     jdbc:sqlserver://db:1433;databaseName=shop;password=pw          → { host: 'db', port: 1433, database: 'shop' }
 *     Server=tcp:db,1433;Initial Catalog=shop;User Id=app;Password=pw → the same, and user: 'app'
 *     host=db dbname=shop password='p w'                              → { host: 'db', database: 'shop' }
 */
export function parseConnectionString(text: string): ConnectionTarget {
  if (text.length > MAX_CHARS) return NOWHERE
  let target = remembered.get(text)
  if (!target) {
    target = parse(text.trim())
    if (remembered.size >= MAX_REMEMBERED) remembered.clear()
    remembered.set(text, target)
  }
  return target
}

/** Whether a text leads to a database in more than a name: it may hold a password. */
export function isConnectionString(text: string): boolean {
  return text.includes(':') && /^(?:jdbc|file|sqlite):|:\/\//i.test(text)
}

function parse(text: string): ConnectionTarget {
  const isJdbc = /^jdbc:/i.test(text)
  const plain = isJdbc ? text.slice('jdbc:'.length) : text
  if (/^oracle:/i.test(plain)) return oracleTarget(plain)
  const file = /^(?:sqlite|file|h2|hsqldb|derby):(?:\/\/(?=\/))?((?!\/\/|[a-z]+:\/\/)[^?;]*)/i.exec(plain)
  if (file) return plain.includes('@') ? NOWHERE : { database: file[1] || undefined }
  const slashes = /^(?:[a-z][a-z0-9+.-]*:)*\/\//i.exec(plain)
  if (slashes) return urlTarget(plain.slice(slashes[0].length), isJdbc)
  if (plain.startsWith('(')) return descriptorTarget(plain)
  return plain.includes('=') ? pairsTarget(readPairs(plain)) : NOWHERE
}

/** What follows `//`: `user:password@host:port/database?…`, and in JDBC `host:port;database=…`. */
function urlTarget(rest: string, isJdbc: boolean): ConnectionTarget {
  const end = rest.search(isJdbc ? /[/?#;]/ : /[/?#]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const tail = end < 0 ? '' : rest.slice(end)
  // A password may hold what ends an authority, unless the user and the password have their own properties.
  if (tail.includes('@') && !(tail.startsWith(';') && !authority.includes('@'))) return NOWHERE
  const at = authority.lastIndexOf('@')
  const place = parsePlace(authority.slice(at + 1).split(',', 1)[0]!)
  if (!place) return NOWHERE
  const properties = tail.startsWith(';') ? pairsTarget(readPairs(tail)) : NOWHERE
  const path = /^\/([^?#;]*)/.exec(tail)?.[1]?.replace(/\/$/, '')
  const database = isJdbc ? path?.split(':', 1)[0] : path
  return {
    ...place,
    database: decode(database) || properties.database,
    user: userOf(authority.slice(0, Math.max(at, 0))) ?? properties.user,
  }
}

/** A user is one that a password follows: a word alone may be a token. */
function userOf(userInfo: string): string | undefined {
  const colon = userInfo.indexOf(':')
  return colon > 0 ? decode(userInfo.slice(0, colon)) : undefined
}

/** `oracle:thin:user/password@//host:1521/service`, `…@host:1521:sid`, `…@(DESCRIPTION=…)`. */
function oracleTarget(text: string): ConnectionTarget {
  const rest = text.slice(text.lastIndexOf('@') + 1)
  if (rest === text) return NOWHERE
  if (rest.startsWith('(')) return descriptorTarget(rest)
  const match = /^(?:(?:tcps?:)?\/\/)?([^:/]*)(?::(\d+))?(?:[:/]([\w.$#-]+))?/.exec(rest)!
  const place = parsePlace(match[2] === undefined ? match[1]! : `${match[1]}:${match[2]}`)
  return place ? { ...place, database: match[3] } : NOWHERE
}

/** `(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=db)(PORT=1521))(CONNECT_DATA=(SERVICE_NAME=shop)))` */
function descriptorTarget(text: string): ConnectionTarget {
  const value = (names: string) =>
    new RegExp(`\\((?:${names})=([\\w.$-]+)\\)`, 'i').exec(text.replaceAll(' ', ''))?.[1]
  const place = parsePlace(value('host') ?? '', value('port'))
  return place?.host ? { ...place, database: value('service_name|sid') } : NOWHERE
}

/** What `key=value` pairs say. Nothing, where one that matters has swallowed another or is an open quote. */
function pairsTarget(pairs: ReadonlyMap<string, string>): ConnectionTarget {
  const first = (...keys: string[]) => pairs.get(keys.find(key => pairs.has(key)) ?? '') || undefined
  const server = first('server', 'host', 'hostname', 'data source', 'address', 'addr', 'network address')
  if (server && /^\((?:description|address)/i.test(server)) return descriptorTarget(server)
  const database = first('database', 'initial catalog', 'dbname', 'databasename')
  const user = first('user id', 'uid', 'user', 'username', 'user name')
  if ([server, database, user].some(value => value?.includes('='))) return NOWHERE
  if (server && FILE.test(server)) return { database: server }
  return { ...(server === undefined ? NOWHERE : parseServer(server, first('port'))), database, user }
}

const FILE = /^(?::memory:|[^@]*[/\\.](?:db3?|sqlite3?|sdf|mdb|accdb))$/i

/** `tcp:db,1433` and `db\instance` of SQL Server, `//db:1521/shop` of Oracle, `db1,db2` of PostgreSQL. */
function parseServer(server: string, port: string | undefined): ConnectionTarget {
  if (server.startsWith('//')) return urlTarget(server.slice(2), true)
  const [name, after] = server.replace(/^(?:tcp|np|lpc|admin):/i, '').split(',', 2)
  const host = name!.replace(/\\.*$/s, '').replace(/^(?:\.|\(local\)|\(localdb\))$/i, 'localhost')
  const isAddress = host.indexOf(':') !== host.lastIndexOf(':') && !host.startsWith('[')
  return parsePlace(isAddress ? `[${host}]` : host, (port ?? after)?.split(',', 1)[0]) ?? NOWHERE
}

/** `key=value` pairs with `;` between them, else with white space; keys in lower case, the first of each counts. */
function readPairs(text: string): ReadonlyMap<string, string> {
  const pairs = new Map<string, string>()
  const isAdo = text.replace(LIBPQ_QUOTED, '').includes(';') || !LIBPQ.test(text)
  const pair = isAdo ? ADO_PAIR : LIBPQ_PAIR
  for (const [, key, value] of text.matchAll(pair)) {
    const name = key!.trim().replace(/\s+/g, ' ').toLowerCase()
    const plain = unquote(value!.trim())
    if (plain === undefined) return new Map()
    if (!pairs.has(name)) pairs.set(name, plain)
  }
  return pairs
}

const LIBPQ = /(?:^|\s)(?:host|hostaddr|dbname|port|password|service) *=/

const LIBPQ_QUOTED = /'(?:[^'\\]|\\[\s\S])*(?:'|\\?$)/g

const ADO_PAIR = /([^=;]{1,40})=\s*("(?:[^"]|"")*"|'(?:[^']|'')*'|\{[^}]*\}|[^;]*)/g

const LIBPQ_PAIR = /([a-z_]{1,40}) *= *('(?:[^'\\]|\\[\s\S])*(?:'|\\?$)|\S*)/g

/** The value without its quotes; `undefined` where one is left open. */
function unquote(value: string): string | undefined {
  const quote = value[0] === '{' ? '}' : value[0]
  if (quote !== '"' && quote !== "'" && quote !== '}') return value
  if (value.length < 2 || !value.endsWith(quote)) return undefined
  const inner = value.slice(1, -1)
  return quote === '}' ? inner : inner.replace(/\\(.)|(["'])\2/gs, '$1$2')
}

/** A host that looks like one, with or without a port; `undefined` for anything else. */
function parsePlace(text: string, port?: string): ConnectionTarget | undefined {
  const match = PLACE.exec(text)
  if (!match) return undefined
  const digits = match[3] ?? port?.trim()
  return { host: match[1] ?? match[2], port: digits && /^\d{1,5}$/.test(digits) ? Number(digits) : undefined }
}

/** An address in brackets, a name, or the directory of a socket; a port. */
const PLACE = /^(?:\[([0-9a-f:.]+(?:%\w+)?)\]|([\p{L}\p{N}_.-]+|\/[\w/.-]+)?)(?::(\d{1,5}))?$/iu

/** Without percent escapes, where they are right. */
function decode(text: string | undefined): string | undefined {
  if (!text?.includes('%')) return text || undefined
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
