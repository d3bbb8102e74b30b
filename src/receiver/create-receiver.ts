import { type ApiServer, type ApiServerOptions, createApiServer } from './create-api-server.ts'
import { createUdpReceiver, type UdpReceiverOptions } from './create-udp-receiver.ts'
import type { UdpSocket } from './open-udp-socket.ts'
import { otlpHttpRoute } from './otlp/otlp-http-route.ts'

/** How a receiver is set up: both halves listen on one address and one port number. */
export interface ReceiverOptions extends ApiServerOptions, UdpReceiverOptions {}

/** An open receiver. */
export interface Receiver {
  /** The address that is listened on. */
  readonly host: string
  /** The port that is listened on, UDP and TCP. */
  readonly port: number
  /** The room in the kernel for datagrams that wait to be read, as it was granted. */
  readonly receiveBufferBytes: number
  /** Datagrams that the kernel had no room for; `undefined` where it does not say. */
  kernelDrops(): number | undefined
  /** Settles when both sockets are closed. */
  close(): Promise<void>
}

/** A free TCP port may be a busy UDP port; then another is tried. */
const MAX_TRIES = 20

/**
 * Listens as the X-Ray daemon does: for documents over UDP, and for calls of the X-Ray API over HTTP on the same port
 * number; and there for OTLP at `/v1/traces` too. Rejects when either cannot be had: an `EADDRINUSE` whose `syscall` is `listen` (TCP) or `bind` (UDP).
 *
 *     await createReceiver({ host: '127.0.0.1', port: 2000, onDocument: text => …, operations: { … }, … })
 */
export async function createReceiver(options: ReceiverOptions): Promise<Receiver> {
  const routes = { ...options.routes, '/v1/traces': otlpHttpRoute(options) }
  for (let tries = 1; ; tries++) {
    const api = await createApiServer({ ...options, routes })
    try {
      const udp = await createUdpReceiver({ ...options, host: api.host, port: api.port })
      return together(api, udp)
    } catch (error) {
      await api.close()
      if (options.port !== 0 || tries === MAX_TRIES || !isTaken(error)) throw error
    }
  }
}

function together(api: ApiServer, udp: UdpSocket): Receiver {
  return {
    host: api.host,
    port: api.port,
    receiveBufferBytes: udp.receiveBufferBytes,
    kernelDrops: udp.kernelDrops,
    close: async () => {
      await Promise.all([udp.close(), api.close()])
    },
  }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
}
