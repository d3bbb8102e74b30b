import { connect } from 'node:net'

const CONNECTIONS = 16
const REQUEST = 'GET / HTTP/1.1\r\nHost: shop.example\r\n\r\n'
const END = 'hello'

/**
 * Sends requests over connections that stay open, one after the other on each, and gives back how many were answered.
 *
 * @param {number} port of an app that answers `hello`
 * @param {number} millis for how long
 */
export async function sendRequests(port, millis) {
  const end = performance.now() + millis
  const counts = await Promise.all(Array.from({ length: CONNECTIONS }, () => sendOnOne(port, end)))
  return counts.reduce((sum, count) => sum + count, 0)
}

function sendOnOne(port, end) {
  return new Promise((resolve, reject) => {
    let answered = 0
    const socket = connect(port, '127.0.0.1', () => socket.write(REQUEST))
    socket.setEncoding('latin1').on('error', reject)
    socket.on('data', text => {
      if (!text.endsWith(END)) return
      answered++
      if (performance.now() < end) socket.write(REQUEST)
      else socket.end(() => resolve(answered))
    })
  })
}
