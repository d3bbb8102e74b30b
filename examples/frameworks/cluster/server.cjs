// The workers are started with the flags of the first process, so that each is traced; the first one serves nothing.
const cluster = require('node:cluster')
const http = require('node:http')

if (cluster.isPrimary) {
  cluster.fork()
  cluster.fork()
  process.once('SIGTERM', () => cluster.disconnect(() => process.exit()))
} else {
  http
    .createServer((_, response) => response.end(`${process.pid}`))
    .listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
}
