const { parentPort, workerData } = require('node:worker_threads')
const { context, propagation, trace } = require('@opentelemetry/api')

const caller = propagation.extract(context.active(), workerData.trace)

trace.getTracer('worker-threads-example').startActiveSpan('resize', {}, caller, span => {
  parentPort.postMessage(`${workerData.width} pixels wide`)
  span.end()
})
