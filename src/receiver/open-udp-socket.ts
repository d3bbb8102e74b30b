import { createSocket, type Socket } from 'node:dgram'
import { kernelDrops } from './kernel-drops.ts'

/** How a UDP socket is opened. */
export interface UdpSocketOptions {
  /** The IPv4 or IPv6 address to listen on. */
  host: string
  /** The port to listen on; 0 takes any that is free. */
  port: number
  /**
   * The room in the kernel for datagrams that wait to be read, in bytes of the kernel's memory (a document of 850 bytes
   * takes some 2,300 there); 0 leaves what the kernel gives by itself.
   *
   * @default 8 MiB
   */
  receiveBufferBytes?: number
  /**
   * Called with each datagram as it comes, but not with one of no bytes, which the daemon ignores as well. Until it
   * returns nothing is read: keep the datagram, and look at it later.
   */
  onDatagram: (datagram: Buffer) => void
  /** Called with what the open socket failed on; it stays open. */
  onError: (error: unknown) => void
}

/** An open UDP socket. */
export interface UdpSocket {
  readonly port: number
  /** The room in the kernel for datagrams that wait to be read, as it was granted. */
  readonly receiveBufferBytes: number
  /** Datagrams that the kernel had no room for; `undefined` where it does not say, as on other systems than Linux. */
  kernelDrops(): number | undefined
  /** Settles when the socket is closed. */
  close(): Promise<void>
}

const RECEIVE_BUFFER_BYTES = 8 * 1024 * 1024
const MIN_RECEIVE_BUFFER_BYTES = 256 * 1024

/**
 * Listens for datagrams. Rejects when the address cannot be had (`EADDRINUSE`).
 *
 *     await openUdpSocket({ host: '127.0.0.1', port: 2000, onDatagram: datagram => queue.add(datagram), … })
 */
export async function openUdpSocket(options: UdpSocketOptions): Promise<UdpSocket> {
  const { host, port, receiveBufferBytes = RECEIVE_BUFFER_BYTES, onDatagram } = options
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  socket.on('message', datagram => {
    if (datagram.length > 0) onDatagram(datagram)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ port, address: host, exclusive: true }, () => {
      socket.off('error', reject)
      resolve()
    })
  }).catch((error: unknown) => {
    socket.close()
    throw error
  })
  socket.on('error', options.onError)
  const address = socket.address()
  return {
    port: address.port,
    receiveBufferBytes: growReceiveBuffer(socket, receiveBufferBytes),
    kernelDrops: () => kernelDrops(address),
    close: () => new Promise<void>(resolve => socket.close(() => resolve())),
  }
}

/** Linux grants what it may; macOS refuses what is too much, and is asked for less. */
function growReceiveBuffer(socket: Socket, wantedBytes: number): number {
  for (let bytes = wantedBytes; bytes >= MIN_RECEIVE_BUFFER_BYTES; bytes /= 2) {
    try {
      socket.setRecvBufferSize(bytes)
      // Linux counts its own bookkeeping in, and reports the double of what it was asked for.
      return process.platform === 'linux' ? socket.getRecvBufferSize() / 2 : socket.getRecvBufferSize()
    } catch {
      // Less, then; and at the worst what the kernel gives by itself.
    }
  }
  return socket.getRecvBufferSize()
}
