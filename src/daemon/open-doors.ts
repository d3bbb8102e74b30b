import type { CallXRay } from '../client/index.ts'
import { createApiServer, openUdpSocket } from '../receiver/index.ts'
import type { DaemonSettings } from './daemon-settings.ts'
import { createDatagramQueue } from './datagram-queue.ts'
import type { Intake } from './intake.ts'
import type { Log } from './log.ts'
import type { OtlpDoors } from './open-otlp-doors.ts'
import { openServer, warnIfOpen, written } from './open-server.ts'
import type { OtlpParts } from './otlp-parts.ts'
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
  /** What the destination takes in the place of documents, if it takes OTLP. */
  otlpParts?: OtlpParts | undefined
  /** Calls X-Ray for samplers. */
  call: CallXRay
  /** Called when a flood of datagrams is over. */
  onCalm?: (() => void) | undefined
  log: Log
}

/** The sockets of a daemon. */
export interface Doors {
  /** `undefined` where nobody listens. */
  readonly ports: Readonly<Record<'udp' | 'tcp' | 'otlpHttp' | 'otlpGrpc', number | undefined>>
  readonly receiveBufferBytes: number
  kernelDrops(): number | undefined
  /** Whether so many datagrams come that all else should wait. */
  isFlooded(): boolean
  /** Settles when they are closed and what had come was taken in. */
  close(): Promise<void>
}

const MEGABYTE = 1024 * 1024

/** How often the kernel is asked what it has thrown away. */
const DROPS_MILLIS = 10_000

/**
 * Opens the sockets of a daemon. Rejects when the UDP address cannot be had; a TCP address that cannot be had is told.
 */
export async function openDoors(settings: DoorSettings, intake: Intake): Promise<Doors> {
  const { log } = settings
  const onError = (error: unknown) => log.error(`A socket failed: ${String(error)}`)
  const udp = await openUdp(settings, intake, onError)
  const [tcp, otlp] = await Promise.all([
    openServer({ purpose: 'for samplers', flag: '--bind-tcp' }, settings.tcpAddress, log, address =>
      createApiServer({ ...address, operations: samplingProxy(settings), pages: {}, onError }),
    ),
    openOtlp(settings, intake, onError),
  ])
  return {
    ports: { udp: udp.port, tcp: tcp?.port, otlpHttp: otlp.http?.port, otlpGrpc: otlp.grpc?.port },
    receiveBufferBytes: udp.receiveBufferBytes,
    kernelDrops: udp.kernelDrops,
    isFlooded: udp.isFlooded,
    close: async () => {
      await Promise.all([udp, tcp, otlp.http, otlp.grpc].map(door => door?.close()))
    },
  }
}

/** Read when it is wanted: it is half of the daemon. */
async function openOtlp(
  settings: DoorSettings,
  intake: Intake,
  onError: (error: unknown) => void,
): Promise<OtlpDoors> {
  if (!settings.otlpHttpAddress && !settings.otlpGrpcAddress) return { http: undefined, grpc: undefined }
  const { openOtlpDoors } = await import('./open-otlp-doors.ts')
  return openOtlpDoors(settings, intake, onError)
}

async function openUdp(settings: DoorSettings, intake: Intake, onError: (error: unknown) => void) {
  const { log, maxBytes, onCalm, receiveBufferMegabytes, udpAddress } = settings
  // Half of the memory for what was not looked at: the other half is for what goes out.
  const queue = createDatagramQueue({
    maxBytes: maxBytes / 2,
    read: datagram => intake.datagram(datagram),
    onCalm,
  })
  const wantedBytes = receiveBufferMegabytes * MEGABYTE
  const socket = await openUdpSocket({
    ...udpAddress,
    receiveBufferBytes: wantedBytes,
    onDatagram: datagram => queue.add(datagram),
    onError,
  })
  log.info(`Listening on UDP ${written(udpAddress.host, socket.port)}`)
  warnIfOpen('UDP', udpAddress, log)
  if (socket.receiveBufferBytes < wantedBytes) log.warn(smallBuffer(socket.receiveBufferBytes, wantedBytes))
  let toldDrops = 0
  const tellDrops = () => {
    const drops = socket.kernelDrops() ?? 0
    if (drops > toldDrops) log.warn(kernelWasFull(drops - toldDrops, socket.receiveBufferBytes))
    toldDrops = drops
  }
  const timer = setInterval(tellDrops, DROPS_MILLIS).unref()
  return {
    ...socket,
    isFlooded: queue.isFlooded,
    close: async () => {
      clearInterval(timer)
      tellDrops()
      await socket.close()
      queue.empty()
    },
  }
}

function kernelWasFull(drops: number, grantedBytes: number): string {
  const [count, granted] = [drops, grantedBytes].map(number => number.toLocaleString('en-US'))
  return `The kernel had no room for ${count} datagrams, and they are lost: they came faster than they could be taken in, into a receive buffer of ${granted} bytes; --receive-buffer asks for a larger one`
}

function smallBuffer(grantedBytes: number, wantedBytes: number): string {
  const [granted, wanted] = [grantedBytes, wantedBytes].map(bytes => bytes.toLocaleString('en-US'))
  return `The kernel grants ${granted} bytes of the ${wanted} that are asked for as receive buffer, which a burst may overrun; raise net.core.rmem_max: sysctl -w net.core.rmem_max=${wantedBytes}`
}
