import { parentPort, workerData } from 'node:worker_threads'
import { ArrivalBatch } from './arrival-batch.ts'
import { QUESTIONS, type QuestionName } from './questions.ts'
import type { FromThread, HandedBatch, ToThread } from './thread-messages.ts'
import { type StoreLimits, TraceDatabase } from './trace-database.ts'

/**
 * So long documents wait to be indexed: others of their traces come meanwhile, most likely. Graphs settle as often while
 * something comes.
 */
const INDEX_MILLIS = 25
const MANY_TRACES = 500

/** The thread of a {@link TraceStore}: takes in documents and answers questions, one after another, as they come. */
const database = new TraceDatabase(workerData as StoreLimits)
let isToBeIndexed = false

parentPort?.on('message', (message: ToThread) => {
  if ('question' in message) {
    // An answer is of all that has come.
    index(true)
    tell(answer(message.id, message.question, message.argument))
  } else take(message)
})

function take(batch: HandedBatch): void {
  database.add(new ArrivalBatch(batch.memory, batch))
  tell({ taken: batch, counts: database.counts() }, [batch.memory])
  // Of a replay or an import there is no end to wait for.
  if (database.changedTraces > MANY_TRACES) index(false)
  if (database.changedTraces > 0) indexLater()
}

function indexLater(): void {
  if (isToBeIndexed) return
  isToBeIndexed = true
  setTimeout(() => {
    isToBeIndexed = false
    index(false)
    if (database.changedTraces > 0) indexLater()
  }, INDEX_MILLIS)
}

function index(isAll: boolean): void {
  const changed = database.refresh(performance.now(), isAll)
  if (changed.length > 0) tell({ changed })
}

function answer(id: number, question: QuestionName, argument: unknown): FromThread {
  try {
    return { id, answer: QUESTIONS[question](database, argument as never) }
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function tell(message: FromThread, transfer: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, transfer)
}
