import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port that both TCP and UDP can have on the loopback address: the preferred one, if it is free. */
export async function freePort(preferred) {
  const port = preferred ?? (await anyPort())
  return (await canListen(port)) ? port : await freePort()
}

async function canListen(port) {
  const server = createServer()
  const socket = createSocket('udp4')
  try {
    await Promise.all([once(server.listen(port, '127.0.0.1'), 'listening'), bind(socket, port)])
    return true
  } catch {
    return false
  } finally {
    server.close()
    socket.close()
  }
}

async function bind(socket, port) {
  socket.bind(port, '127.0.0.1')
  await once(socket, 'listening')
}

async function anyPort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}
