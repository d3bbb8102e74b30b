import { totalmem } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import {
  type DaemonSettings,
  DEFAULT_SETTINGS,
  type Log,
  memoryLimit,
  SettingsError,
  startDaemon,
} from '../daemon/index.ts'
import { readDaemonConfig } from './daemon-config.ts'
import { flagLines, readFlags } from './daemon-flags.ts'
import { openDaemonLog } from './daemon-log.ts'
import { HelpRequest } from './read-options.ts'

const MEGABYTE = 1024 * 1024

/**
 * Nearly all that the daemon makes is gone a moment later: it gets along with the small memory for such things that V8
 * begins with, and stays a third smaller.
 */
function keepMemorySmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
}

/** `spanray daemon`: runs until a signal comes. Comes back with the exit code. */
export async function runDaemon(args: string[]): Promise<number> {
  try {
    const { configPath, isHelpWanted, isVersionWanted, ...flags } = readFlags(args)
    if (isHelpWanted) throw new HelpRequest(help())
    if (isVersionWanted) {
      process.stdout.write(`spanray daemon version: ${SPANRAY_VERSION}\n`)
      return 0
    }
    return await serve({ ...DEFAULT_SETTINGS, ...(await readDaemonConfig(configPath)), ...flags })
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    process.stderr.write(`spanray daemon: ${error.message}\n`)
    return 1
  }
}

async function serve(settings: DaemonSettings): Promise<number> {
  // Whoever reads the log may go, as `tee` does at Ctrl-C, before what waits is delivered.
  process.stdout.removeAllListeners('error').on('error', () => {})
  const { log, close } = openDaemonLog(settings, process.stdout)
  try {
    return await serveWithLog(settings, log)
  } catch (error) {
    if (error instanceof SettingsError || !isListenError(error)) throw error
    const { explainListenError } = await import('./listen-error.ts')
    const { host, port } = settings.udpAddress
    const elsewhere = (other: number) => `spanray daemon --bind ${host}:${other} --bind-tcp ${host}:${other}`
    log.error(await explainListenError(error, host, port, elsewhere))
    return 1
  } finally {
    close()
  }
}

async function serveWithLog(settings: DaemonSettings, log: Log): Promise<number> {
  keepMemorySmall()
  const stopped = untilSignal()
  log.info(`Initializing spanray daemon ${SPANRAY_VERSION}`)
  const maxBytes = memoryLimit(settings.bufferMegabytes, totalBytes())
  log.info(`Using buffer memory limit of ${Math.round(maxBytes / MEGABYTE)} MB`)
  const daemon = await startDaemon(settings, { environment: process.env, maxBytes, log })
  const signal = await stopped
  log.info(`Got ${signal}: delivering what waits, for ${settings.shutdownSeconds} s at most`)
  const { lost, spooled, failure } = await daemon.close(settings.shutdownSeconds * 1000)
  const why = failure === undefined ? '' : `; the last call that failed: ${failure}`
  if (lost > 0) log.error(`Shutdown: ${lost} segment documents were not delivered and are lost${why}`)
  if (spooled > 0)
    log.warn(`Shutdown: ${spooled} segment documents were not delivered and are in the spool${why}`)
  log.info('Shutdown finished')
  return 0
}

function untilSignal(): Promise<NodeJS.Signals> {
  return new Promise(resolve => {
    // Once: who asks a second time gets the system's own way.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve)
  })
}

/** Of the machine, or of the container if that has less. */
function totalBytes(): number {
  return Math.min(totalmem(), process.constrainedMemory() || totalmem())
}

function isListenError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function help(): string {
  const { ofAws, ourOwn } = flagLines()
  return `Usage: spanray daemon [options]

In place of AWS's X-Ray daemon: takes segment documents over UDP and sends them to X-Ray, and lets
samplers ask X-Ray for rules over TCP. It has the flags and the cfg.yaml of AWS's daemon:

${ofAws.join('\n')}

and some of its own:

${ourOwn.join('\n')}

Exit code: 0 after a signal that ends it, 1 when a setting is wrong or the UDP port cannot be had.
`
}
