import type { Tally } from './ledgers.ts'

/** Where a batch is on disk. */
export interface SpoolEntry extends Tally {
  readonly file: SpoolFile
  /** Counts up from file to file. */
  readonly number: number
  readonly offset: number
  readonly length: number
}

/** A file of a spool. */
export interface SpoolFile {
  readonly path: string
  readonly descriptor: number
  bytes: number
  /** Those that were not delivered yet. */
  readonly open: Set<SpoolEntry>
}
