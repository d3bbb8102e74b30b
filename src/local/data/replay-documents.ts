import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseDocument } from '../../document/index.ts'
import { logFile, logFileNumbers } from './document-log.ts'

/** What a replay has brought back. */
export interface Replayed {
  documents: number
  /** Lines that hold no valid document, such as one that a crash has cut off. */
  skipped: number
}

/**
 * Reads the documents of a folder, the oldest first.
 *
 * @param take takes in one document, with when it came as far as it tells, in epoch milliseconds; what it comes back with
 *   is waited for
 */
export async function replayDocuments(
  folder: string,
  take: (text: string, atMillis: number) => Promise<void> | undefined,
): Promise<Replayed> {
  const replayed = { documents: 0, skipped: 0 }
  // What is there now: a file that is begun meanwhile is not read.
  for (const number of await logFileNumbers(folder)) {
    const lines = createInterface({
      input: createReadStream(logFile(folder, number), 'utf8'),
      crlfDelay: Infinity,
    })
    for await (const line of lines) {
      if (line === '') continue
      const { document } = parseDocument(line)
      if (!document) {
        replayed.skipped++
        continue
      }
      replayed.documents++
      const waiting = take(line, (document.end_time ?? document.start_time) * 1000)
      if (waiting) await waiting
    }
  }
  return replayed
}
