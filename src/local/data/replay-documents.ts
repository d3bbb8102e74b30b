import { createReadStream } from 'node:fs'
import { parseDocument, type ReceivedDocument } from '../../document/index.ts'
import { logFile, logFileNumbers } from './document-log.ts'

/** What a replay has brought back. */
export interface Replayed {
  documents: number
  /** Lines that hold no valid document, such as one that a crash has cut off. */
  skipped: number
}

/**
 * Takes in one document, with when it came as far as it tells, in epoch milliseconds. What it comes back with is waited
 * for before the next one.
 */
export type TakeReplayed = (
  document: ReceivedDocument,
  text: string,
  atMillis: number,
) => Promise<void> | undefined

const READ_BYTES = 256 * 1024

/** Reads the documents of a folder, the oldest first, until that is no longer wanted. */
export async function replayDocuments(
  folder: string,
  take: TakeReplayed,
  signal?: AbortSignal,
): Promise<Replayed> {
  const replayed = { documents: 0, skipped: 0 }
  // What is there now: a file that is begun meanwhile is not read.
  for (const number of await logFileNumbers(folder)) {
    for await (const lines of linesOf(logFile(folder, number))) {
      if (signal?.aborted) return replayed
      for (const line of lines) {
        if (line.trim() === '') continue
        const { document } = parseDocument(line)
        if (!document) {
          replayed.skipped++
          continue
        }
        replayed.documents++
        const waiting = take(document, line, (document.end_time ?? document.start_time) * 1000)
        if (waiting) await waiting
      }
    }
  }
  return replayed
}

/** The lines of a file, many at once: to wait for each would take longer than to read it. */
async function* linesOf(path: string): AsyncGenerator<string[]> {
  let rest = ''
  for await (const chunk of createReadStream(path, { encoding: 'utf8', highWaterMark: READ_BYTES })) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop()!
    yield lines
  }
  yield [rest]
}
