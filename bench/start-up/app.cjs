// An Express app that answers one request of a bare socket, tells when, and ends.
const net = require('node:net')
const express = require('express')

const app = express()
app.get('/', (_, response) => response.send('hello'))
const server = app.listen(0, '127.0.0.1', () => {
  const socket = net.connect(server.address().port, '127.0.0.1')
  socket.write('GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n')
  socket.once('data', () => require('./tell.cjs'))
})
