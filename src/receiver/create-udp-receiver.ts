import { createSocket, type Socket } from 'node:dgram'
import { type DatagramRefusal, parseDatagram } from './parse-datagram.ts'

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
/** What does not fit into the kernel waits here, but not without end. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024
/** Datagrams that are read in one turn of the event loop while others arrive, and when none did. */
const READ_WHILE_BUSY = 1
const READ_WHILE_QUIET = 64

/**
 * Listens for the datagrams of X-Ray SDKs and hands on the document in each. A datagram of no bytes is ignored, as the
 * daemon does. Rejects when the address cannot be had (`EADDRINUSE`).
 *
 *     await createUdpReceiver({ host: '127.0.0.1', port: 2000, onDocument: text => …, … })
 */
export async function createUdpReceiver(options: UdpReceiverOptions): Promise<UdpReceiver> {
  const socket = createSocket(options.host.includes(':') ? 'udp6' : 'udp4')
  const queue = createReadingQueue(datagram => {
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

/**
 * Taking a datagram off the socket is quick, reading it is not, and the kernel throws away what finds no room: during a
 * burst most of the reading waits. The order stays.
 */
function createReadingQueue(read: (datagram: Buffer) => void) {
  const waiting: Buffer[] = []
  let waitingBytes = 0
  let next = 0
  let hasArrived = false
  let turn: NodeJS.Immediate | undefined
  const readSome = (count: number) => {
    const end = Math.min(waiting.length, next + count)
    while (next < end) {
      const datagram = waiting[next++] as Buffer
      waitingBytes -= datagram.length
      read(datagram)
    }
    if (next < waiting.length) return
    waiting.length = 0
    next = 0
  }
  const takeTurn = () => {
    readSome(hasArrived ? READ_WHILE_BUSY : READ_WHILE_QUIET)
    hasArrived = false
    turn = waiting.length > 0 ? setImmediate(takeTurn) : undefined
  }
  return {
    add(datagram: Buffer) {
      waiting.push(datagram)
      waitingBytes += datagram.length
      hasArrived = true
      // Full: for each that comes, more than one goes.
      if (waitingBytes > MAX_WAITING_BYTES) readSome(2)
      turn ??= setImmediate(takeTurn)
    },
    empty() {
      clearImmediate(turn)
      readSome(waiting.length)
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
