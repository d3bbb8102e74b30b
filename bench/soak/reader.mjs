// In a daemon's place: keeps the ids of the documents that it gets, and tells them when it leaves.
import { createSocket } from 'node:dgram'

const ids = new Set()
const socket = createSocket('udp4')
socket.on('message', message => ids.add(/"id":"(\w+)"/.exec(message.toString('latin1'))[1]))
socket.bind(Number(process.argv[2]), '127.0.0.1', () => process.send(socket.address().port))
// What has come by now is read before the socket is closed.
process.on('message', () =>
  setTimeout(() => socket.close(() => process.send([...ids], () => process.exit())), 100),
)
