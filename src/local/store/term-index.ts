import type { SqlDatabase } from './sql-database.ts'
import { type Term, termKey } from './terms-of.ts'

/** Which traces have a term: `posting` has a row for each term of each trace. */
const SCHEMA = [
  'CREATE TABLE term (id INTEGER PRIMARY KEY, field TEXT NOT NULL, value NOT NULL, UNIQUE (field, value))',
  'CREATE TABLE posting (term INTEGER NOT NULL, ordinal INTEGER NOT NULL, PRIMARY KEY (term, ordinal)) WITHOUT ROWID',
]

/** Terms whose ids are at hand; the others are looked up. */
const MAX_KNOWN_TERMS = 50_000
/** Sweeping reads the whole index: once for so many traces that have gone. */
const SWEEP_AFTER_TRACES = 20_000

/** Finds traces by their terms. */
export class TermIndex {
  readonly #sql: SqlDatabase
  readonly #known = new Map<string, number>()
  #nextId = 1
  #gone = 0

  constructor(sql: SqlDatabase) {
    this.#sql = sql
    for (const statement of SCHEMA) sql.run(statement)
  }

  /** Notes the terms of a trace, in place of those that it had before. */
  put(ordinal: number, terms: Term[], before: Term[] = []): void {
    const had = new Set(before.map(termKey))
    const has = new Set(terms.map(termKey))
    for (const term of before) {
      if (has.has(termKey(term))) continue
      this.#sql.run('DELETE FROM posting WHERE term = ? AND ordinal = ?', [this.#idOf(term), ordinal])
    }
    for (const term of terms) {
      if (had.has(termKey(term))) continue
      this.#sql.run('INSERT OR IGNORE INTO posting VALUES (?, ?)', [this.#idOf(term), ordinal])
    }
  }

  /** The traces up to this one have gone: sooner or later their terms go as well. */
  forgetUpTo(ordinal: number): void {
    if (++this.#gone < SWEEP_AFTER_TRACES) return
    this.#gone = 0
    this.#sql.run('DELETE FROM posting WHERE ordinal <= ?', [ordinal])
    this.#sql.run('DELETE FROM term WHERE NOT EXISTS (SELECT 1 FROM posting WHERE term = term.id)')
    this.#known.clear()
  }

  #idOf(term: Term): number {
    const key = termKey(term)
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const { field, value } = term
    const row = this.#sql.row('SELECT id FROM term WHERE field = ? AND value = ?', [field, value])
    const id = (row?.id as number | undefined) ?? this.#nextId++
    if (!row) this.#sql.run('INSERT INTO term VALUES (?, ?, ?)', [id, field, value])
    if (this.#known.size >= MAX_KNOWN_TERMS) this.#known.clear()
    this.#known.set(key, id)
    return id
  }
}
