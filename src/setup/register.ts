/**
 * The preload: `node --require spanray/register app.js`. Traces the process as its environment says, once, however
 * often it is loaded, and never breaks it: what goes wrong here is one line on standard error.
 */
import { beginsAsEsm, instrumentEsmBuiltins } from './esm-builtins.ts'
import { startTracing, type Tracing } from './start-tracing.ts'

/** State of the process, shared by all builds and copies of this package in it. */
const STATE = Symbol.for('spanray.1')

const shared = globalThis as { [STATE]?: { tracing: Tracing | undefined } }

if (!shared[STATE]) {
  const state: { tracing: Tracing | undefined } = { tracing: undefined }
  shared[STATE] = state
  try {
    state.tracing = startTracing(process.env, process.argv[1])
    if (state.tracing) {
      const flags = [...process.execArgv, ...(process.env.NODE_OPTIONS ?? '').split(' ')]
      if (beginsAsEsm(process.argv[1], flags)) instrumentEsmBuiltins()
      process.once('beforeExit', () => void state.tracing?.flush())
    }
  } catch (error) {
    process.stderr.write(`spanray: this process is not traced: ${String(error)}\n`)
  }
}
