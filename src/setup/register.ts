/**
 * The preload: `node --require spanray/register app.js`. Traces the process as its environment says, once, however
 * often it is loaded, and never breaks it: what goes wrong here is one line on standard error. All the rest is in a file
 * of its own, which a process that is left alone does not read.
 */
import { isLeftAlone } from './is-left-alone.ts'
import { beginProcessState, processState } from './process-state.ts'
import { takePm2Environment } from './take-pm2-environment.ts'
import type { traceProcess } from './trace-process.ts'
import { writeToStderr } from './write-to-stderr.ts'

try {
  if (!processState()) {
    const state = beginProcessState()
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
