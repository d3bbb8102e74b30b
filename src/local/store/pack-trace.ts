import type { FilteredTrace } from '../../filter/index.ts'
import type { RootCauses, TraceRecord } from '../../trace/index.ts'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'
import { readRecord, writeRecord } from './record-bytes.ts'
import { readRootCauses, writeRootCauses } from './root-cause-bytes.ts'

const writer = new ByteWriter()

/**
 * What filters, lists and graphs ask of a trace, in bytes. {@link UnpackedTrace} gives it back.
 *
 * @returns a view, to be copied before the next trace is packed
 */
export function packTrace(record: TraceRecord, rootCauses: RootCauses): Uint8Array {
  writeRecord(writer, record)
  writeRootCauses(writer, rootCauses)
  return writer.take()
}

/** What {@link packTrace} has packed; root causes are read when they are asked for. */
export class UnpackedTrace implements FilteredTrace {
  readonly record: TraceRecord
  readonly #reader: ByteReader
  #rootCauses: RootCauses | undefined

  constructor(packed: Buffer) {
    this.#reader = new ByteReader(packed)
    this.record = readRecord(this.#reader)
  }

  rootCauses = (): RootCauses => {
    this.#rootCauses ??= readRootCauses(this.#reader)
    return this.#rootCauses
  }
}
