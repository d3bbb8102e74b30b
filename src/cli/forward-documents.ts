import { createEmitter, parseDestination } from '../emit/index.ts'

/** Sends on what has come in. */
export interface Forward {
  /** Sends a document; what cannot be sent is counted. */
  add(text: string): void
  /** What has become of the documents so far. */
  counts(): { sent: number; lost: number; waiting: number }
  /** Settles when all that waits is sent or given up, within five seconds. */
  close(): Promise<void>
}

/** What may be on its way before more is lost. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024
const CLOSE_MILLIS = 5000

/**
 * Sends documents to another X-Ray beside keeping them: to a daemon (`10.0.0.7:2000`), or to the X-Ray API (`xray`, or
 * `https://xray.eu-west-1.amazonaws.com`).
 *
 * @param onLost called with the reason for each document that is lost
 * @throws Error when `destination` is none
 */
export function forwardDocuments(destination: string, onLost: (reason: string) => void): Forward {
  const emitter = createEmitter(parseDestination(destination))
  let [sent, lost, waiting, waitingBytes] = [0, 0, 0, 0]
  const lose = (reason: string) => {
    lost++
    onLost(reason)
  }
  return {
    add(text) {
      const document = Buffer.from(text)
      if (waitingBytes + document.length > MAX_WAITING_BYTES) {
        lose('too many documents wait')
        return
      }
      waiting++
      waitingBytes += document.length
      void emitter.send([document]).then(([outcome]) => {
        waiting--
        waitingBytes -= document.length
        if (outcome?.kind === 'sent') sent++
        else lose(outcome ? `${outcome.kind}: ${outcome.reason}` : 'nobody answered')
      })
    },
    counts: () => ({ sent, lost, waiting }),
    close: async () => {
      await emitter.flush(CLOSE_MILLIS)
      await emitter.close()
    },
  }
}
