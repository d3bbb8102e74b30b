import type { CallXRay } from '../client/index.ts'
import { Accounts, type AccountsSnapshot, type Emitter } from '../emit/index.ts'
import { type ApiServer, createApiServer, createUdpReceiver, type UdpReceiver } from '../receiver/index.ts'
import { Backlog, type Batch } from './backlog.ts'
import type { HostPort } from './daemon-settings.ts'
import { Delivery } from './delivery.ts'
import { documentLabel } from './document-label.ts'
import { Intake } from './intake.ts'
import type { Log } from './log.ts'
import { samplingProxy } from './sampling-proxy.ts'
import { Spool } from './spool.ts'

/** How a daemon is put together. */
export interface DaemonOptions {
  udpAddress: HostPort
  tcpAddress: HostPort
  /** Bytes of documents in memory. */
  maxBytes: number
  /** Where documents go. */
  emitter: Emitter
  /** Calls of the destination at one time. */
  concurrency: number
  /** Calls X-Ray for samplers; without it nobody is served over TCP. */
  call?: CallXRay | undefined
  /** Where documents that were not delivered outlive the process. */
  spool?: { folder: string; maxBytes: number } | undefined
  log: Log
  gatherMillis?: number | undefined
}

/** A running daemon. */
export interface Daemon {
  readonly udpPort: number
  /** `undefined` when the address could not be had, or nobody is served. */
  readonly tcpPort: number | undefined
  stats(): DaemonStats
  /** Takes nothing more in, and settles when all is delivered or the time is over, with what was left. */
  close(boundMillis: number): Promise<{ lost: number; spooled: number }>
}

/** What a daemon has done, and what it holds. */
export interface DaemonStats {
  documents: AccountsSnapshot
  /** Bytes of documents in memory. */
  queueBytes: number
  spoolBytes: number
  /** Why nothing gets through; `undefined` as long as it does. */
  trouble: string | undefined
}

/**
 * Starts a daemon: documents come in over UDP, and go to the destination in batches. Rejects when the UDP address cannot
 * be had (`EADDRINUSE`); a TCP address that cannot be had is told, and the rest goes on, as in AWS's daemon.
 */
export async function createDaemon(options: DaemonOptions): Promise<Daemon> {
  const { log } = options
  const accounts = new Accounts()
  const spool = options.spool && openSpool(options.spool, log)
  const drop = (count: number, reason: string) => {
    accounts.settle(count, { kind: 'dropped', reason })
    log.warn(`Dropped ${count} segment documents: ${reason}`)
  }
  const backlog = new Backlog({
    maxBytes: options.maxBytes,
    spool,
    gatherMillis: options.gatherMillis ?? 1000,
    onDropped: drop,
    onReady: () => delivery.pump(),
  })
  const delivery = createDelivery(options, backlog, accounts)
  const intake = new Intake({
    backlog,
    accounts,
    onRefused: refusal => log.warn(`Refused a segment document (${refusal.code}): ${refusal.message}`),
  })
  if (spool) {
    accounts.open(countOf(spool.restored))
    backlog.restore(spool.restored)
  }
  const udp = await openUdp(options, intake)
  const api = await openProxy(options)
  log.info(`Listening on UDP ${addressOf(options.udpAddress, udp.port)}`)
  if (api) log.info(`Listening on TCP ${addressOf(options.tcpAddress, api.port)}, for samplers`)
  return {
    udpPort: udp.port,
    tcpPort: api?.port,
    stats: () => ({
      documents: accounts.snapshot(),
      queueBytes: backlog.heldBytes,
      spoolBytes: spool?.bytes ?? 0,
      trouble: delivery.trouble,
    }),
    close: async boundMillis => {
      await Promise.all([udp.close(), api?.close()])
      await delivery.drain(boundMillis)
      const { waiting } = accounts.snapshot()
      if (!spool && waiting > 0) drop(waiting, 'shut_down')
      spool?.close()
      await options.emitter.close()
      return spool ? { lost: 0, spooled: waiting } : { lost: waiting, spooled: 0 }
    },
  }
}

function openSpool(settings: { folder: string; maxBytes: number }, log: Log): Spool {
  const spool = new Spool({
    ...settings,
    onError: error => log.error(`Spool ${settings.folder}: ${error.message}`),
  })
  const left = countOf(spool.restored)
  if (left > 0)
    log.info(`${left} segment documents of a run before this one are in the spool and will be sent`)
  return spool
}

function createDelivery(
  { emitter, concurrency, log }: DaemonOptions,
  backlog: Backlog,
  accounts: Accounts,
): Delivery {
  return new Delivery({
    backlog,
    emitter,
    accounts,
    concurrency,
    onDelivered: (documents, millis) =>
      log.info(`Successfully sent batch of ${documents} segments (${(millis / 1000).toFixed(3)} seconds)`),
    onLost: (document, { kind, reason }) => log.error(`Lost ${documentLabel(document)}: ${kind}, ${reason}`),
    onTrouble: (reason, millis) =>
      log.error(
        `Sending segment batch failed with: ${reason}; trying again in ${(millis / 1000).toFixed(1)} s`,
      ),
  })
}

function openUdp({ udpAddress, log }: DaemonOptions, intake: Intake): Promise<UdpReceiver> {
  return createUdpReceiver({
    ...udpAddress,
    onDocument: text => intake.document(text),
    onRefused: refusal => intake.datagram(refusal),
    onError: error => log.error(`UDP: ${error}`),
  })
}

async function openProxy({ tcpAddress, call, log }: DaemonOptions): Promise<ApiServer | undefined> {
  if (!call) return undefined
  try {
    return await createApiServer({
      ...tcpAddress,
      operations: samplingProxy({ call }),
      pages: {},
      onError: error => log.error(`A call for a sampler failed: ${error}`),
    })
  } catch (error) {
    const { host, port } = tcpAddress
    log.error(
      `Cannot listen on TCP ${host}:${port}: ${(error as Error).message}; samplers get no rules from here`,
    )
    return undefined
  }
}

function addressOf({ host }: HostPort, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}

function countOf(batches: readonly Batch[]): number {
  return batches.reduce((sum, { count }) => sum + count, 0)
}
