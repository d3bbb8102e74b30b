import { cutText } from './cut-text.ts'
import { hideLiterals } from './hide-literals.ts'
import { JSON_TEXT, type SqlDialect } from './sql-dialect.ts'

/** Characters of a statement that are shown. AWS names no limit; this leaves room in a document of 64,000 bytes. */
const MAX_SQL_CHARS = 16_000

/** Characters of a statement that are read. */
const MAX_READ_CHARS = 100_000

/** A text that is JSON: TypeORM writes calls in this way, with their arguments. */
const JSON_START = /^\s*(?:[[{]\s*["{[]|")/

/** Literals or `?` placeholders in parentheses or brackets. */
const LIST = /([([]) ?[-+]?\?(?: ?, ?[-+]?\?)+ ?([)\]])/g

/** A row in parentheses, and rows after it that are the same. */
const ROWS = /(\((?:[^()]|\([^()]*\))*\))(?: ?, ?\1)+/g

/** Texts whose answer is remembered: an app has few, and asks for each again and again. */
const MAX_REMEMBERED = 500
const MAX_REMEMBERED_CHARS = 4000
const remembered = new Map<SqlDialect, Map<string, string>>()

/**
 * The statement without its literals and comments, so that it may be shown to whoever sees the trace. Lists of literals
 * are folded, and so are rows that are alike; what is over 16,000 characters is cut.
 *
 *     SELECT * FROM carts WHERE id = 'a7' AND n IN (1, 2, 3) -- hot → SELECT * FROM carts WHERE id = ? AND n IN (?)
 *     INSERT INTO t VALUES (1, now()), (2, now())                   → INSERT INTO t VALUES (?, now())
 */
export function sanitizeSql(text: string, dialect: SqlDialect): string {
  const answers = remembered.get(dialect) ?? new Map<string, string>()
  remembered.set(dialect, answers)
  let answer = answers.get(text)
  if (answer === undefined) {
    answer = sanitize(text, dialect)
    if (answers.size >= MAX_REMEMBERED) answers.clear()
    if (text.length <= MAX_REMEMBERED_CHARS) answers.set(text, answer)
  }
  return answer
}

/** The statement as it came, cut where it is over 16,000 characters. */
export function cutSql(text: string): string {
  return text.length > MAX_SQL_CHARS ? `${cutText(text, MAX_SQL_CHARS - 1)}…` : text
}

function sanitize(text: string, dialect: SqlDialect): string {
  const shown = hideLiterals(text.slice(0, MAX_READ_CHARS), JSON_START.test(text) ? JSON_TEXT : dialect)
  return cutSql(shown.includes('?') ? shown.replace(LIST, '$1?$2').replace(ROWS, '$1') : shown)
}
