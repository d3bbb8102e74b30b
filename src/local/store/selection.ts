import type { SqlValue } from './sql-database.ts'

/** Which traces, as SQL: a condition on the table `trace`, and its values in order. */
export interface Selection {
  where: string
  values: SqlValue[]
}

/** Those traces that are in both selections. */
export function both(a: Selection, b: Selection): Selection {
  return { where: `${a.where} AND ${b.where}`, values: [...a.values, ...b.values] }
}

/** The traces that start in the range from `startSeconds` to just before `endSeconds`. */
export function startsWithin(startSeconds: number, endSeconds: number): Selection {
  return { where: 'start_seconds >= ? AND start_seconds < ?', values: [startSeconds, endSeconds] }
}
