import { isLoopback } from '../client/index.ts'
import type { HostPort } from './daemon-settings.ts'
import type { Log } from './log.ts'

/** An open server. */
export interface Server {
  readonly port: number
  /** Settles when it is closed. */
  close(): Promise<void>
}

/**
 * Opens a server of the daemon beside the UDP socket; `undefined` when its address cannot be had, which is told, or none
 * is set.
 *
 * @param purpose what a log says that it is for
 * @param flag by which another address is named
 */
export async function openServer(
  { purpose, flag }: { purpose: string; flag: string },
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
    const where = written(address.host, address.port)
    const { code, message } = error as NodeJS.ErrnoException
    const why = code === 'EADDRINUSE' ? 'the port is in use' : message
    log.error(
      `Cannot listen on TCP ${where}, ${purpose}: ${why}; choose another address with ${flag}. The rest goes on without`,
    )
    return undefined
  }
}

/** Says so when others than programs of this machine can reach an address. */
export function warnIfOpen(protocol: string, { host }: HostPort, log: Log): void {
  if (isLoopback(host)) return
  log.warn(
    `Listening on ${protocol} ${host} serves everybody who can reach it, with this daemon's rights at X-Ray; make sure that only your own programs can`,
  )
}

/** `::1` and 2000 as `[::1]:2000` */
export function written(host: string, port: number): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
