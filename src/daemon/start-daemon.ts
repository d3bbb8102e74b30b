import { within } from '../emit/index.ts'
import { type AdminServer, createAdminServer } from './create-admin-server.ts'
import { createDaemon, type Daemon } from './create-daemon.ts'
import { createDestination, type Destination } from './create-destination.ts'
import { type DaemonSettings, SettingsError } from './daemon-settings.ts'
import { findRegion } from './find-region.ts'
import type { Log } from './log.ts'
import { machineOf } from './machine-of.ts'
import { written } from './open-server.ts'
import { Telemetry } from './telemetry.ts'

/** What a daemon finds around it. */
export interface Surroundings {
  environment: NodeJS.ProcessEnv
  /** Bytes of documents that may wait in memory. */
  maxBytes: number
  log: Log
}

/** So long the last telemetry records may take, and what is under way. */
const LAST_MILLIS = 1000

/** A daemon that says at its end what the last call failed on, if one did: what was not delivered was lost by it. */
export interface StartedDaemon extends Daemon {
  close(boundMillis: number): Promise<{ lost: number; spooled: number; failure: string | undefined }>
}

/**
 * Starts the daemon that the settings describe. Rejects when it cannot be: with a `SettingsError`, or with `EADDRINUSE`
 * for the UDP address.
 */
export async function startDaemon(
  settings: DaemonSettings,
  surroundings: Surroundings,
): Promise<StartedDaemon> {
  const { environment, maxBytes, log } = surroundings
  const region = settings.region || (await findRegion(environment, settings.isLocal))
  const proxyAddress = settings.proxyAddress || environment.HTTPS_PROXY || ''
  let telemetry: Telemetry | undefined
  let lastFailure: string | undefined
  const destination = createDestination({ ...settings, region, proxyAddress }, failure => {
    telemetry?.failed(failure)
    lastFailure = failure.message
    log.debug(failure.message)
  })
  const daemon = await createDaemon({
    ...settings,
    maxBytes,
    destination,
    log,
    spool: settings.spoolFolder
      ? { folder: settings.spoolFolder, maxBytes: settings.spoolMegabytes * 1024 * 1024 }
      : undefined,
  })
  await tellRegion(destination, daemon, log)
  if (destination.protocol === 'xray') telemetry = startTelemetry(settings, daemon, destination, surroundings)
  const admin = await openAdmin(settings, daemon, log)
  log.info(`Sending to ${destination.name}`)
  return {
    ...daemon,
    close: async boundMillis => {
      const left = { ...(await daemon.close(boundMillis)), failure: lastFailure }
      if (telemetry) await within(telemetry.close(), LAST_MILLIS, { keepAlive: true })
      await within(destination.emitter.close(), LAST_MILLIS, { keepAlive: true })
      await admin?.close()
      return left
    },
  }
}

/** A region that is not known yet is looked for while documents come in. Rejects when there is none. */
async function tellRegion({ findRegion }: Destination, daemon: Daemon, log: Log): Promise<void> {
  if (!findRegion) return
  try {
    log.info(`Using region: ${await findRegion()}`)
  } catch (error) {
    await daemon.close(0)
    throw new SettingsError((error as Error).message)
  }
}

function startTelemetry(
  { isLocal, resourceArn }: DaemonSettings,
  daemon: Daemon,
  { call }: Destination,
  { environment, log }: Surroundings,
): Telemetry {
  return new Telemetry({
    call,
    accounts: () => daemon.stats().documents,
    machine: () => machineOf(environment, isLocal),
    resourceArn,
    onError: error => log.warn(`Cannot send telemetry records: ${(error as Error).message}`),
  })
}

async function openAdmin(
  { adminAddress }: DaemonSettings,
  daemon: Daemon,
  log: Log,
): Promise<AdminServer | undefined> {
  if (!adminAddress) return undefined
  const { host, port } = adminAddress
  const onError = (error: unknown) => log.error(`A socket failed: ${String(error)}`)
  try {
    const admin = await createAdminServer(adminAddress, daemon.stats, onError)
    log.info(`Listening on TCP ${written(host, admin.port)}, for /health and /metrics`)
    return admin
  } catch (error) {
    log.error(`Cannot serve /health and /metrics on ${written(host, port)}: ${(error as Error).message}`)
    return undefined
  }
}
