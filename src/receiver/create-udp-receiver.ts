import { createSocket, type Socket } from 'node:dgram'
import { type DatagramRefusal, parseDatagram } from './parse-datagram.ts'
import { createReadingQueue } from './reading-queue.ts'

/** How a UDP receiver is set up. */
export interface UdpReceiverOptions {
  /** The IPv4 or IPv6 address to listen on. */
  host: string
  /** The port to listen on; 0 takes any that is free. */
  port: number
  /** Called with the text of the document in each sound datagram. */
  onDocument: (text: string) => void
  /** Called with the reason for each datagram that holds no document. */
  onRefused: (refusal: DatagramRefusal) => void
  /** Called with what the open socket failed on; it stays open. */
  onError: (error: unknown) => void
}

/** An open UDP receiver. */
export interface UdpReceiver {
  readonly port: number
  /** Settles when the socket is closed and what had come was handed on. */
  close(): Promise<void>
}

/** A burst waits in the kernel while we are busy: 4 MB are some thousand documents. */
const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024
/** What does not fit into the kernel waits with us, but not without end. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024

/**
 * Listens for the datagrams of X-Ray SDKs and hands on the document in each. A datagram of no bytes is ignored, as the
 * daemon does. Rejects when the address cannot be had (`EADDRINUSE`).
 *
 *     await createUdpReceiver({ host: '127.0.0.1', port: 2000, onDocument: text => …, … })
 */
export async function createUdpReceiver(options: UdpReceiverOptions): Promise<UdpReceiver> {
  const socket = createSocket(options.host.includes(':') ? 'udp6' : 'udp4')
  const queue = createReadingQueue(MAX_WAITING_BYTES, datagram => {
    const { text, refusal } = parseDatagram(datagram)
    if (refusal) options.onRefused(refusal)
    else options.onDocument(text)
  })
  socket.on('message', datagram => {
    if (datagram.length > 0) queue.add(datagram)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.bind({ port: options.port, address: options.host, exclusive: true }, () => {
      socket.off('error', reject)
      resolve()
    })
  })
  socket.on('error', options.onError)
  growReceiveBuffer(socket)
  return {
    port: socket.address().port,
    close: async () => {
      await new Promise<void>(resolve => socket.close(() => resolve()))
      queue.empty()
    },
  }
}

/** Linux grants what it may; macOS refuses what is too much, and is asked for less. */
function growReceiveBuffer(socket: Socket): void {
  for (let bytes = RECEIVE_BUFFER_BYTES; bytes >= 256 * 1024; bytes /= 2) {
    try {
      socket.setRecvBufferSize(bytes)
      return
    } catch {
      // Less, then; and at the worst what the kernel gives by itself.
    }
  }
}
