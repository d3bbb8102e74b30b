// An Express app with one route; tells its port, and whenever it is asked, the CPU time that it has taken.
const express = require('express')

const app = express()
if (process.env.WITH_XRAY_SDK) {
  const xray = require('aws-xray-sdk')
  app.use(xray.express.openSegment('shop'))
  app.get('/', (_, response) => response.send('hello'))
  app.use(xray.express.closeSegment())
} else {
  app.get('/', (_, response) => response.send('hello'))
}
const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('message', () => process.send(process.cpuUsage()))
process.on('disconnect', () => process.exit())
