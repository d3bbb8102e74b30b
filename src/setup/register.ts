/**
 * The preload: `node --require spanray/register app.js`. Traces the process as its environment says, once, however
 * often it is loaded, and never breaks it: what goes wrong here is one line on standard error. All the rest is in a file
 * of its own, which needs OpenTelemetry's API and may not find it.
 */
import type { traceProcess } from './trace-process.ts'

/** State of the process, shared by all builds and copies of this package in it. */
const STATE = Symbol.for('spanray.1')

const shared = globalThis as { [STATE]?: { tracing: ReturnType<typeof traceProcess> } }

if (!shared[STATE]) {
  shared[STATE] = { tracing: undefined }
  try {
    const loaded = require('./trace-process.cjs') as { traceProcess: typeof traceProcess }
    shared[STATE].tracing = loaded.traceProcess()
  } catch (error) {
    const [reason] = String(error).split('\n')
    process.stderr.write(`spanray: this process is not traced: ${reason}\n`)
  }
}
