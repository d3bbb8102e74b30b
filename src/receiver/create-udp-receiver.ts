import { openUdpSocket, type UdpSocket, type UdpSocketOptions } from './open-udp-socket.ts'
import { type SpanTaker, takeRequest } from './otlp/take-request.ts'
import { type DatagramRefusal, parseDatagram } from './parse-datagram.ts'
import { createReadingQueue } from './reading-queue.ts'

/** How a UDP receiver is set up. */
export interface UdpReceiverOptions extends Omit<UdpSocketOptions, 'onDatagram'>, SpanTaker {
  /** Called with each datagram before it is read, whatever is in it. */
  onDatagram?: ((datagram: Buffer) => void) | undefined
  /** Called with the text of the document in each sound datagram. */
  onDocument: (text: string) => void
  /** Called with the reason for each datagram that holds no document and no spans. */
  onRefused: (refusal: DatagramRefusal) => void
}

/** What does not fit into the kernel waits with us, but not without end. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024

/**
 * Listens for the datagrams of X-Ray SDKs and hands on the document in each; of ADOT's exporter it hands on the spans.
 * Rejects when the address cannot be had (`EADDRINUSE`).
 *
 *     await createUdpReceiver({ host: '127.0.0.1', port: 2000, onDocument: text => …, onSpans: spans => …, … })
 */
export async function createUdpReceiver(options: UdpReceiverOptions): Promise<UdpSocket> {
  const queue = createReadingQueue(MAX_WAITING_BYTES, datagram => readDatagram(datagram, options))
  const socket = await openUdpSocket({ ...options, onDatagram: datagram => queue.add(datagram) })
  return {
    ...socket,
    close: async () => {
      await socket.close()
      queue.empty()
    },
  }
}

function readDatagram(datagram: Buffer, options: UdpReceiverOptions): void {
  options.onDatagram?.(datagram)
  const { text, otlp, refusal } = parseDatagram(datagram)
  if (refusal) options.onRefused(refusal)
  else if (text !== undefined) options.onDocument(text)
  else takeRequest(otlp, 'protobuf', options)
}
