// @ts-check
'use strict'

/**
 * Opens a server on the loopback address; port 0 takes a free one.
 *
 * @param {import('node:net').Server} server
 * @param {number} port
 * @returns {Promise<number>} the port it listens on
 */
function listen(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve(/** @type {import('node:net').AddressInfo} */ (server.address()).port)
    })
  })
}

module.exports = { listen }
