import { createSocket } from 'node:dgram'
import type { OtlpRefusal } from '../../src/otlp/index.ts'
import { createReceiver, type DatagramRefusal, type ReceiverOptions } from '../../src/receiver/index.ts'
import type { EndedSpan } from '../../src/segment/index.ts'

export const HEADER = '{"format":"json","version":1}\n'

/** Sends datagrams, and settles when the kernel has taken them. */
export async function sendDatagrams(
  host: string,
  port: number,
  ...datagrams: (string | Buffer)[]
): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4')
  for (const datagram of datagrams) {
    await new Promise<void>((resolve, reject) => {
      socket.send(datagram, port, host, error => (error ? reject(error) : resolve()))
    })
  }
  await new Promise<void>(resolve => socket.close(() => resolve()))
}

/** A receiver on a free port that writes down what comes. */
export async function openReceiver(options: Partial<ReceiverOptions> = {}) {
  const documents: string[] = []
  const refusals: DatagramRefusal[] = []
  const errors: unknown[] = []
  const spans: EndedSpan[] = []
  const spanRefusals: OtlpRefusal[] = []
  const receiver = await createReceiver({
    host: '127.0.0.1',
    port: 0,
    operations: {},
    pages: {},
    onDocument: text => documents.push(text),
    onSpans: taken => spans.push(...taken) > 0,
    onSpansRefused: refused => spanRefusals.push(...refused),
    onRefused: refusal => refusals.push(refusal),
    onError: error => errors.push(error),
    ...options,
  })
  return {
    receiver,
    documents,
    refusals,
    spans,
    spanRefusals,
    errors,
    url: `http://127.0.0.1:${receiver.port}`,
  }
}
