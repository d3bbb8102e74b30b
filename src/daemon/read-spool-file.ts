import { ftruncateSync, readSync } from 'node:fs'

/** A batch that a file of a spool holds. */
export interface SpooledBatch {
  readonly number: number
  readonly count: number
  readonly spanCount: number
  readonly bytes: number
  /** Where its line is. */
  readonly offset: number
  readonly length: number
}

const CHUNK_BYTES = 1024 * 1024
const BATCH = /^\{"batch":(\d{1,15}),"count":(\d{1,9}),"spanCount":(\d{1,9}),"bytes":(\d{1,12}),/
const NEWLINE = 0x0a
/** What a line begins with is enough to know what it is. */
const HEAD_BYTES = 100

/**
 * The batches in a file of a spool that are not settled, and the bytes of the file. A line that does not end, as the last
 * one of a process that was killed, is cut off; one that says nothing is passed over. Documents are not looked at.
 *
 * @throws when the file cannot be read or cut
 */
export function readSpoolFile(descriptor: number): { batches: SpooledBatch[]; bytes: number } {
  const batches = new Map<number, SpooledBatch>()
  const bytes = forEachLine(descriptor, (head, offset, length) => {
    const [, number, ...sizes] = BATCH.exec(head)?.map(Number) ?? []
    if (number !== undefined) {
      const [count = 0, spanCount = 0, bytes = 0] = sizes
      batches.set(number, { number, count, spanCount, bytes, offset, length })
    }
    const [, settled] = /^\{"settled":(\d{1,15})\}/.exec(head) ?? []
    if (settled) batches.delete(Number(settled))
  })
  ftruncateSync(descriptor, bytes)
  return { batches: [...batches.values()], bytes }
}

/** Where the last line ends. */
function forEachLine(
  descriptor: number,
  onLine: (head: string, offset: number, length: number) => void,
): number {
  const chunk = Buffer.alloc(CHUNK_BYTES)
  let offset = 0
  let start = 0
  let head = ''
  for (let read = readChunk(descriptor, chunk, 0); read > 0; read = readChunk(descriptor, chunk, offset)) {
    let from = 0
    for (let at = chunk.indexOf(NEWLINE); at !== -1 && at < read; at = chunk.indexOf(NEWLINE, from)) {
      head += chunk.toString('latin1', from, Math.min(at, from + HEAD_BYTES))
      onLine(head, start, offset + at + 1 - start)
      from = at + 1
      start = offset + from
      head = ''
    }
    if (head.length < HEAD_BYTES) head += chunk.toString('latin1', from, Math.min(read, from + HEAD_BYTES))
    offset += read
  }
  return start
}

function readChunk(descriptor: number, chunk: Buffer, offset: number): number {
  return readSync(descriptor, chunk, 0, chunk.length, offset)
}
