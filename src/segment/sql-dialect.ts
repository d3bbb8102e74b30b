/**
 * How a dialect writes its texts, names and comments, as far as it decides where a literal begins and ends. `undefined`
 * where that is not known, or not the same everywhere.
 */
export interface SqlDialect {
  /** Whether `\'` is a quote within a text. */
  readonly backslashEscapes: boolean | undefined
  /** Letters in front of a text that turn such escapes on, in lower case: `E'…'`. */
  readonly escapePrefixes: string
  /** What `"…"` is; `either` where a text in double quotes is let pass. */
  readonly doubleQuotes: 'name' | 'text' | 'either'
  readonly backtickNames: boolean | undefined
  readonly bracketNames: boolean | undefined
  /** What `#` begins. */
  readonly hash: 'comment' | 'name' | 'operator' | undefined
  /** Whether `--` begins a comment only in front of white space. */
  readonly spaceAfterDashes: boolean | undefined
  readonly nestedComments: boolean | undefined
  /** Whether `/*! … *\/` is no comment but code. */
  readonly codeInComments: boolean | undefined
  /** `$$…$$` and `$tag$…$tag$` */
  readonly dollarQuotes: boolean | undefined
  /** `q'[…]'` */
  readonly qQuotes: boolean | undefined
  /** `'''…'''` */
  readonly tripleQuotes: boolean | undefined
  /** `{ … }` */
  readonly braceComments: boolean | undefined
  /** `// …` */
  readonly slashComments: boolean | undefined
  /** Signs that make a placeholder of the number after them. */
  readonly numberedPlaceholders: string
}

/** What the standard says, and nearly nobody adds to. */
export const ANSI: SqlDialect = {
  backslashEscapes: false,
  escapePrefixes: '',
  doubleQuotes: 'name',
  backtickNames: undefined,
  bracketNames: false,
  hash: undefined,
  spaceAfterDashes: false,
  nestedComments: undefined,
  codeInComments: false,
  dollarQuotes: undefined,
  qQuotes: undefined,
  tripleQuotes: false,
  braceComments: false,
  slashComments: false,
  numberedPlaceholders: '',
}

export const POSTGRESQL: SqlDialect = {
  ...ANSI,
  escapePrefixes: 'e',
  hash: 'operator',
  nestedComments: true,
  dollarQuotes: true,
  qQuotes: false,
  numberedPlaceholders: '$',
}

export const COCKROACHDB: SqlDialect = { ...POSTGRESQL, escapePrefixes: 'eb', nestedComments: undefined }

export const MYSQL: SqlDialect = {
  ...ANSI,
  backslashEscapes: true,
  doubleQuotes: 'text',
  backtickNames: true,
  hash: 'comment',
  spaceAfterDashes: true,
  nestedComments: false,
  codeInComments: true,
  dollarQuotes: false,
  qQuotes: false,
}

export const SQL_SERVER: SqlDialect = {
  ...ANSI,
  bracketNames: true,
  hash: 'name',
  nestedComments: true,
  dollarQuotes: false,
  qQuotes: false,
  numberedPlaceholders: '@',
}

/** Takes double quotes for text unless told otherwise. */
export const SYBASE: SqlDialect = { ...SQL_SERVER, doubleQuotes: 'text' }

export const ORACLE: SqlDialect = {
  ...ANSI,
  hash: 'name',
  nestedComments: false,
  dollarQuotes: false,
  qQuotes: true,
  numberedPlaceholders: ':',
}

export const DB2: SqlDialect = { ...ANSI, hash: 'name', numberedPlaceholders: ':' }

/** A name in double quotes that no column has is a text to SQLite. */
export const SQLITE: SqlDialect = {
  ...ANSI,
  doubleQuotes: 'either',
  backtickNames: true,
  bracketNames: true,
  nestedComments: false,
  dollarQuotes: false,
  qQuotes: false,
  numberedPlaceholders: '$:@?',
}

export const CLICKHOUSE: SqlDialect = {
  ...ANSI,
  backslashEscapes: true,
  backtickNames: true,
  hash: 'comment',
  dollarQuotes: true,
  qQuotes: false,
}

/** Everything that is in doubt is hidden, with what comes after it. */
export const UNKNOWN: SqlDialect = {
  ...ANSI,
  backslashEscapes: undefined,
  doubleQuotes: 'text',
  bracketNames: undefined,
  spaceAfterDashes: undefined,
  codeInComments: undefined,
  tripleQuotes: undefined,
  braceComments: undefined,
  slashComments: undefined,
}

/** Not known, but for names in double quotes and `$1`. */
export const UNKNOWN_WITH_NAMES: SqlDialect = {
  ...UNKNOWN,
  doubleQuotes: 'name',
  numberedPlaceholders: '$',
}

/** What TypeORM writes of a call that is no statement: texts in double quotes, with backslashes. */
export const JSON_TEXT: SqlDialect = { ...MYSQL, spaceAfterDashes: true, codeInComments: false }
