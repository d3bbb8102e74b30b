import { parentPort, workerData } from 'node:worker_threads'
import { QUESTIONS, type QuestionName } from './questions.ts'
import type { FromThread, ToThread } from './thread-messages.ts'
import { type StoreLimits, TraceDatabase } from './trace-database.ts'

/** The thread of a {@link TraceStore}: takes in documents and answers questions, one after another, as they come. */
const database = new TraceDatabase(workerData as StoreLimits)

parentPort?.on('message', (message: ToThread) => {
  if ('arrivals' in message) {
    const changed = database.add(message.arrivals)
    tell({ taken: message.arrivals.length, counts: database.counts(), changed })
  } else tell(answer(message.id, message.question, message.argument))
})

function answer(id: number, question: QuestionName, argument: unknown): FromThread {
  try {
    return { id, answer: QUESTIONS[question](database, argument as never) }
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message)
}
