// @ts-check
'use strict'

const net = require('node:net')
const { PostgresSession } = require('./postgres-session.cjs')
const { readMessages } = require('./postgres-wire.cjs')

const maxUnreadBytes = 1_000_000

/** Stands in for PostgreSQL: speaks its protocol, and knows the shop's own statements by heart. */
function createPostgres() {
  /** @type {Set<net.Socket>} */
  const clients = new Set()
  const server = net.createServer({ noDelay: true }, socket => {
    clients.add(socket)
    socket.on('close', () => clients.delete(socket))
    socket.on('error', () => {}) // It closes next.
    serve(socket).finally(() => socket.destroy())
  })
  server.maxConnections = 100
  const close = () => {
    server.close()
    for (const socket of clients) socket.destroy()
  }
  return { server, close }
}

/** @param {net.Socket} socket */
async function serve(socket) {
  const session = new PostgresSession(reply => {
    socket.write(reply)
    if (socket.writableLength > maxUnreadBytes) socket.destroy()
  })
  try {
    for await (const message of readMessages(socket)) {
      await session.take(message)
      if (session.over) return await new Promise(resolve => socket.end(() => resolve(undefined)))
    }
  } catch {
    // The connection broke: nobody is left to tell.
  }
}

module.exports = { createPostgres }
