/** State of the process, shared by all builds and copies of this package in it. */
const STATE = Symbol.for('spanray.1')

/** Tells of each open span by a document in progress, once; `flush` waits until these are sent. */
interface OpenSpans {
  tellOfOpenSpans?(): void
}

/** What the wrapper of a function needs of what traces the process. */
export interface FunctionTracing {
  /** Sends all that has ended; settles when it is sent or given up. */
  flush(): Promise<void>
  /** What knows the spans that are open; there is none in a set-up of the user's own. */
  readonly processor?: OpenSpans | undefined
}

interface ProcessState {
  /** What traces the process; `undefined` where the environment turns it off or it could not be started. */
  tracing: FunctionTracing | undefined
}

const shared = globalThis as { [STATE]?: ProcessState }

/** The state, when anybody has begun to trace the process. */
export function processState(): ProcessState | undefined {
  return shared[STATE]
}

/**
 * Begins it, so that nobody else begins to trace the process a second time.
 * @throws {TypeError} in a process that froze its globals
 */
export function beginProcessState(): ProcessState {
  const state = shared[STATE] ?? { tracing: undefined }
  shared[STATE] = state
  if (shared[STATE] !== state) throw new TypeError('globalThis takes nothing new')
  return state
}
