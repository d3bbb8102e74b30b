import type { AccountsSnapshot } from '../emit/index.ts'
import { Backlog } from './backlog.ts'
import type { Destination } from './create-destination.ts'
import { SettingsError } from './daemon-settings.ts'
import { Delivery } from './delivery.ts'
import { documentLabel } from './document-label.ts'
import { Intake } from './intake.ts'
import { Ledgers, type Tally, totalOf } from './ledgers.ts'
import type { Log } from './log.ts'
import { type DoorSettings, type Doors, openDoors } from './open-doors.ts'
import { Spool } from './spool.ts'

/** How a daemon is put together. */
export interface DaemonOptions extends Omit<DoorSettings, 'call' | 'otlpParts'> {
  /** Bytes of documents in memory. */
  maxBytes: number
  /** Where documents go. */
  destination: Destination
  /** Calls of the destination at one time. */
  concurrency: number
  /** Where documents that were not delivered outlive the process. */
  spool?: { folder: string; maxBytes: number } | undefined
  log: Log
  /** How long documents are gathered at most. @default 1000 */
  gatherMillis?: number
}

/** A running daemon. */
export interface Daemon {
  /** The ports that are listened on. */
  readonly ports: Doors['ports']
  stats(): DaemonStats
  /** Takes nothing more in, and settles when all is delivered or the time is over, with how much was left. */
  close(boundMillis: number): Promise<{ lost: number; spooled: number }>
}

/** What a daemon has done, and what it holds. */
export interface DaemonStats {
  documents: AccountsSnapshot
  /** Of OTLP. */
  spans: AccountsSnapshot
  /** Datagrams that the kernel has thrown away; `undefined` where it does not say. */
  kernelDrops: number | undefined
  /** The kernel's room for datagrams. */
  receiveBufferBytes: number
  /** Bytes of documents in memory. */
  queueBytes: number
  spoolBytes: number
  /** Why nothing gets through; `undefined` as long as it does. */
  trouble: string | undefined
}

/** Why documents are given up, in words. */
const DROPPED = {
  queue_full: 'more wait than --buffer-memory has room for',
  spool_damaged: 'the disk does not have them as they were written',
  spool_full: 'more wait than --spool-size has room for',
}

/**
 * Starts a daemon: what comes in over the network goes to the destination in batches. Rejects when the UDP address cannot
 * be had (`EADDRINUSE`), or with a `SettingsError` when the spool cannot; other addresses that cannot be had are told, and the rest goes on, as in AWS's daemon.
 */
export async function createDaemon(options: DaemonOptions): Promise<Daemon> {
  const { destination, log, maxBytes } = options
  const otlpParts = destination.protocol === 'otlp' ? (await import('./otlp-parts.ts')).otlpParts : undefined
  const ledgers = new Ledgers()
  let doors: Doors | undefined
  const spool = options.spool && openSpool(options.spool, log)
  const drop = (dropped: Tally, reason: keyof typeof DROPPED) => {
    ledgers.settle(dropped, { kind: 'dropped', reason })
    log.warn(`Dropped ${dropped.count} segment documents: ${reason}, ${DROPPED[reason]}`)
  }
  const backlog = new Backlog({
    ...options,
    spool,
    adapt: documents => intake.adapt(documents),
    onDropped: drop,
    onReady: () => delivery.pump(),
  })
  // What looking at documents and sending them takes is missing for receiving, as long as memory lasts.
  const isHeldUp = () => doors?.isFlooded() === true && backlog.heldBytes < maxBytes / 4
  const delivery = createDelivery(options, backlog, ledgers, isHeldUp)
  const intake = new Intake({
    backlog,
    ledgers,
    maxBytes,
    otlpParts,
    onRefused: reason => log.warn(`Refused: ${reason}`),
  })
  const onCalm = () => delivery.pump()
  const opened = await openDoors({ ...options, otlpParts, call: destination.call, onCalm }, intake)
  doors = opened
  // Not before the address is ours: another daemon may be at work on this very spool.
  if (spool) restore(spool, backlog, ledgers, log)
  return {
    ports: opened.ports,
    stats: () => ({
      documents: ledgers.documents.snapshot(),
      spans: ledgers.spans.snapshot(),
      kernelDrops: opened.kernelDrops(),
      receiveBufferBytes: opened.receiveBufferBytes,
      queueBytes: backlog.heldBytes,
      spoolBytes: spool?.bytes ?? 0,
      trouble: delivery.trouble,
    }),
    close: async boundMillis => {
      await opened.close()
      intake.empty()
      await delivery.drain(boundMillis)
      const spooled = spool?.waiting ?? { count: 0, spanCount: 0 }
      const count = ledgers.documents.snapshot().waiting - spooled.count
      const spanCount = ledgers.spans.snapshot().waiting - spooled.spanCount
      if (count > 0) ledgers.settle({ count, spanCount }, { kind: 'dropped', reason: 'shut_down' })
      spool?.close()
      return { lost: count, spooled: spooled.count }
    },
  }
}

function openSpool(settings: { folder: string; maxBytes: number }, log: Log): Spool {
  const onError = (error: Error) =>
    log.error(
      `The spool in ${settings.folder} fails: ${error.message}; what it does not take waits in memory alone`,
    )
  try {
    return new Spool({ ...settings, onError })
  } catch (error) {
    throw new SettingsError(
      `Cannot keep documents in the spool ${settings.folder}: ${(error as Error).message}; name another folder with --spool`,
    )
  }
}

/** Documents of a process before this one are documents of this one. */
function restore(spool: Spool, backlog: Backlog, ledgers: Ledgers, log: Log): void {
  const { count, spanCount } = totalOf(spool.restored)
  ledgers.documents.open(count)
  ledgers.spans.open(spanCount)
  if (count > 0) log.info(`${count} segment documents are in the spool since an earlier run, and go first`)
  backlog.restore(spool.restored)
}

function createDelivery(
  { destination, concurrency, log }: DaemonOptions,
  backlog: Backlog,
  ledgers: Ledgers,
  isHeldUp: () => boolean,
): Delivery {
  return new Delivery({
    backlog,
    emitter: destination.emitter,
    ledgers,
    concurrency,
    isHeldUp,
    onDelivered: (count, millis) =>
      log.info(`Successfully sent batch of ${count} segments (${(millis / 1000).toFixed(3)} seconds)`),
    onLost: ({ bytes }, { kind, reason, message = '' }) =>
      log.error(`Lost ${documentLabel(bytes)}: ${kind}, ${reason} ${message}`.trimEnd()),
    onTrouble: (message, millis) =>
      log.error(
        `Sending segment batch failed with: ${message}; trying again in ${(millis / 1000).toFixed(1)} s`,
      ),
  })
}
