/**
 * The preload: `node --require spanray/register app.js`. Traces the process as its environment says, once, however
 * often it is loaded, and never breaks it: what goes wrong here is one line on standard error. All the rest is in a file
 * of its own, which a process that is left alone does not read.
 */
import { isLeftAlone } from './is-left-alone.ts'
import { takePm2Environment } from './take-pm2-environment.ts'
import type { traceProcess } from './trace-process.ts'
import { writeToStderr } from './write-to-stderr.ts'

/** State of the process, shared by all builds and copies of this package in it. */
const STATE = Symbol.for('spanray.1')

const shared = globalThis as { [STATE]?: { tracing: ReturnType<typeof traceProcess> } }

try {
  if (!shared[STATE]) {
    const state = { tracing: undefined as ReturnType<typeof traceProcess> }
    shared[STATE] = state
    if (shared[STATE] !== state) throw new TypeError('globalThis takes nothing new')
    takePm2Environment(process.env)
    if (!isLeftAlone(process.env, process.argv[1])) {
      const loaded = require('./trace-process.cjs') as { traceProcess: typeof traceProcess }
      state.tracing = loaded.traceProcess()
    }
  }
} catch (error) {
  const [reason] = String(error).split('\n')
  writeToStderr(`spanray: this process is not traced: ${reason}`)
}
