import type { Address } from './resolve-address.ts'

/** A connected socket, as far as it is used. */
export interface ConnectedSocket {
  /** Gives the datagram to the kernel before it returns, if the kernel takes it. May throw. */
  send(datagram: Uint8Array, taken: (error: Error | null) => void): void
  close(): void
}

/** Opens a connected socket; `onError` may be called before it returns. May throw. */
export type ConnectUdp = (address: Address, port: number, onError: (error: Error) => void) => ConnectedSocket

/**
 * A socket that is connected when this returns, keeps no process alive, and tells what the kernel finds out later: only
 * a connected socket learns that nobody listens, and sends at once, even from a process that is about to end.
 */
export const connectUdp: ConnectUdp = ({ address, family }, port, onError) => {
  // Read for the first document: a process that traces nothing does without.
  const socket = process.getBuiltinModule('node:dgram').createSocket({
    type: family === 6 ? 'udp6' : 'udp4',
    // All addresses are known: without a lookup, the socket is bound and connected at once.
    lookup: (host, _options, done) => done(null, host, family),
  })
  socket.on('error', onError)
  socket.unref()
  socket.connect(port, address)
  return {
    send: (datagram, taken) => socket.send(datagram, taken),
    close: () => socket.close(),
  }
}
