import type { CallXRay } from '../client/index.ts'
import {
  createApiServer,
  createOtlpGrpcServer,
  createOtlpHttpServer,
  openUdpSocket,
} from '../receiver/index.ts'
import type { DaemonSettings, HostPort } from './daemon-settings.ts'
import { createDatagramQueue } from './datagram-queue.ts'
import type { Intake } from './intake.ts'
import type { Log } from './log.ts'
import { samplingProxy } from './sampling-proxy.ts'

/** Where a daemon listens, and for what. */
export interface DoorSettings
  extends Pick<
    DaemonSettings,
    | 'udpAddress'
    | 'tcpAddress'
    | 'otlpHttpAddress'
    | 'otlpGrpcAddress'
    | 'receiveBufferMegabytes'
    | 'alsoAllowed'
  > {
  /** Bytes of datagrams that may wait to be looked at. */
  maxBytes: number
  /** Calls X-Ray for samplers. */
  call: CallXRay
  log: Log
}

/** The sockets of a daemon. */
export interface Doors {
  /** `undefined` where nobody listens. */
  readonly ports: Readonly<Record<'udp' | 'tcp' | 'otlpHttp' | 'otlpGrpc', number | undefined>>
  readonly receiveBufferBytes: number
  kernelDrops(): number | undefined
  /** Settles when they are closed and what had come was taken in. */
  close(): Promise<void>
}

interface Server {
  readonly port: number
  close(): Promise<void>
}

const MEGABYTE = 1024 * 1024

/** Under this a burst is lost in the kernel; a daemon that is asked for nothing special says so. */
const SMALL_BUFFER_BYTES = MEGABYTE

/**
 * Opens the sockets of a daemon. Rejects when the UDP address cannot be had; a TCP address that cannot be had is told.
 */
export async function openDoors(settings: DoorSettings, intake: Intake): Promise<Doors> {
  const { log } = settings
  const onError = (error: unknown) => log.error(`A socket failed: ${String(error)}`)
  const taker = {
    onError,
    onSpans: intake.spans.bind(intake),
    onSpansRefused: intake.refusedSpans.bind(intake),
  }
  const udp = await openUdp(settings, intake, onError)
  const [tcp, otlpHttp, otlpGrpc] = await Promise.all([
    tryToOpen('for samplers', settings.tcpAddress, log, address =>
      createApiServer({ ...address, operations: samplingProxy(settings), pages: {}, onError }),
    ),
    tryToOpen('for OTLP over HTTP', settings.otlpHttpAddress, log, address =>
      createOtlpHttpServer({ ...address, ...taker }),
    ),
    tryToOpen('for OTLP over gRPC', settings.otlpGrpcAddress, log, address =>
      createOtlpGrpcServer({ ...address, ...taker }),
    ),
  ])
  return {
    ports: { udp: udp.port, tcp: tcp?.port, otlpHttp: otlpHttp?.port, otlpGrpc: otlpGrpc?.port },
    receiveBufferBytes: udp.receiveBufferBytes,
    kernelDrops: udp.kernelDrops,
    close: async () => {
      await Promise.all([udp, tcp, otlpHttp, otlpGrpc].map(door => door?.close()))
    },
  }
}

async function openUdp(settings: DoorSettings, intake: Intake, onError: (error: unknown) => void) {
  const { log, maxBytes, receiveBufferMegabytes, udpAddress } = settings
  // Half of the memory for what was not looked at: the other half is for what goes out.
  const queue = createDatagramQueue({ maxBytes: maxBytes / 2, read: datagram => intake.datagram(datagram) })
  const socket = await openUdpSocket({
    ...udpAddress,
    receiveBufferBytes: receiveBufferMegabytes * MEGABYTE,
    onDatagram: datagram => queue.add(datagram),
    onError,
  })
  log.info(`Listening on UDP ${written(udpAddress.host, socket.port)}`)
  warnIfOpen('UDP', udpAddress, log)
  const { receiveBufferBytes } = socket
  if (receiveBufferMegabytes > 0 && receiveBufferBytes < SMALL_BUFFER_BYTES) {
    log.warn(
      `The kernel grants ${receiveBufferBytes.toLocaleString('en-US')} bytes of the ${receiveBufferMegabytes} MB receive buffer, which a burst may overrun; raise net.core.rmem_max: sysctl -w net.core.rmem_max=8388608`,
    )
  }
  return {
    ...socket,
    close: async () => {
      await socket.close()
      queue.empty()
    },
  }
}

async function tryToOpen(
  purpose: string,
  address: HostPort | undefined,
  log: Log,
  open: (address: HostPort) => Promise<Server>,
): Promise<Server | undefined> {
  if (!address) return undefined
  try {
    const server = await open(address)
    log.info(`Listening on TCP ${written(address.host, server.port)}, ${purpose}`)
    warnIfOpen('TCP', address, log)
    return server
  } catch (error) {
    log.error(
      `Cannot listen on TCP ${written(address.host, address.port)}, ${purpose}: ${(error as Error).message}; the rest goes on without`,
    )
    return undefined
  }
}

function warnIfOpen(protocol: string, { host }: HostPort, log: Log): void {
  if (host === '::1' || host === 'localhost' || host.startsWith('127.')) return
  log.warn(
    `Listening on ${protocol} ${host} serves everybody who can reach it, with this daemon's rights at X-Ray; make sure that only your own programs can`,
  )
}

function written(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
