import { DocumentLog } from './document-log.ts'
import { isAlive } from './is-alive.ts'
import { lockFolder } from './lock-folder.ts'
import { type Replayed, replayDocuments, type TakeReplayed } from './replay-documents.ts'

/** Where and how documents are kept over the end of the process. */
export interface KeepOptions {
  folder: string
  maxBytes: number
  /** Takes in a document that was kept before. */
  replay: TakeReplayed
  onError: (error: unknown) => void
}

/** Documents that are kept in a folder. */
export interface KeptDocuments {
  /** Keeps another. */
  add(text: string): void
  /** Settles when all that was kept before is taken in. */
  readonly replayed: Promise<Replayed>
  close(): Promise<void>
}

/**
 * Keeps documents in a folder, and gives back those that are there.
 *
 * @throws Error when somebody else keeps documents there, or it cannot be written to
 */
export async function keepDocuments({
  folder,
  maxBytes,
  replay,
  onError,
}: KeepOptions): Promise<KeptDocuments> {
  const lock = await lockFolder(folder, process.pid, isAlive)
  const log = await DocumentLog.open({ folder, maxBytes, onError }).catch(async (error: unknown) => {
    await lock.release()
    throw error
  })
  // What comes meanwhile goes into a file of its own.
  const reading = new AbortController()
  const replayed = replayDocuments(folder, replay, reading.signal).catch(error => {
    onError(error)
    return { documents: 0, skipped: 0 }
  })
  return {
    add: text => log.add(text),
    replayed,
    close: async () => {
      reading.abort()
      await log.close()
      await lock.release()
    },
  }
}
