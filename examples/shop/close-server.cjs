// @ts-check
'use strict'

/**
 * Takes no new connections, and closes each one that it has as soon as its request is answered.
 *
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
function closeServer(server) {
  const sweep = setInterval(() => server.closeIdleConnections(), 50)
  return new Promise(resolve => {
    server.close(() => {
      clearInterval(sweep)
      resolve()
    })
  })
}

module.exports = { closeServer }
