// A thread has a context of its own. The request's is handed over as headers, as it would be to another service.
const http = require('node:http')
const { join } = require('node:path')
const { Worker } = require('node:worker_threads')
const { context, propagation } = require('@opentelemetry/api')

http
  .createServer((_, response) => {
    const trace = {}
    propagation.inject(context.active(), trace)
    const worker = new Worker(join(__dirname, 'resize.cjs'), { workerData: { trace, width: 640 } })
    worker.once('message', message => response.end(message))
  })
  .listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
