const http = require('node:http')

http
  .createServer((_, response) => response.end(`${process.pid}`))
  .listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
