import { QUESTIONS } from '../../../src/local/store/questions.ts'
import type { TraceDatabase } from '../../../src/local/store/trace-database.ts'
import type { AskStore } from '../../../src/local/store/trace-store.ts'

/** Asks a database as its thread does: of all that has come; what goes in and out is copied as between threads. */
export function askDatabase(database: TraceDatabase): AskStore {
  return async (question, argument) => {
    database.refresh(0, true)
    return structuredClone(QUESTIONS[question](database, structuredClone(argument) as never)) as never
  }
}
