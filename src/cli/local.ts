import { once } from 'node:events'
import { createWriteStream, type WriteStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { isLoopback } from '../client/index.ts'
import { createLocalXRay, formatDatagram, type LocalXRay, readSite, type Timeline } from '../local/index.ts'
import { displayText } from './display-text.ts'
import type { Forward } from './forward-documents.ts'
import { createLiveTimeline } from './live-timeline.ts'
import { localBanner, localFarewell, replayText } from './local-banner.ts'
import { type LocalOptions, readLocalOptions } from './local-options.ts'
import { createRateGate } from './rate-gate.ts'
import { UsageError } from './read-options.ts'
import { columnsOf, createPaint, isColored } from './terminal.ts'
import { timelineText } from './timeline-text.ts'

/** More than this nobody reads. */
const MAX_TRACES_PER_SECOND = 20
const MAX_WARNINGS_PER_SECOND = 10
const MAX_ROWS = 200
/** What a slow terminal may be behind. */
const MAX_UNWRITTEN_CHARS = 1_000_000

/**
 * Documents are kept outside of V8's heap; what is made in it to index them is soon gone, and V8 would let it pile up to
 * as much again. Costs some 5 % of the time.
 */
function keepMemorySmall(): void {
  setFlagsFromString('--heap-growing-percent=20')
}

/** `spanray local`: runs until a signal comes. Comes back with the exit code. */
export async function runLocal(args: string[]): Promise<number> {
  keepMemorySmall()
  const options = readLocalOptions(args)
  const { host, record, forwardTo, isTimelineShown } = options
  const warnings = createWarnings()
  const stopped = untilSignal()
  if (!isLoopback(host))
    warnings.warn(`${host} is not this machine alone: whoever reaches it can send and read traces`)

  let xray: LocalXRay | undefined
  const traces = createTracePrinter(async xrayTraceId => xray?.timeline(xrayTraceId))
  const forward = await openForward(forwardTo, reason => warnings.warn(`not forwarded (${reason})`))
  let recorder: WriteStream | undefined
  try {
    recorder = await openRecorder(record, warnings.warn)
    xray = await createLocalXRay({
      ...options,
      site: readSite(fileURLToPath(new URL(SPANRAY_PAGE, import.meta.url))),
      onRefused: ({ what, code, message }) => warnings.warn(`refused ${what} (${code}): ${message}`),
      onWarning: warnings.warn,
      onError: error => warnings.warn(error instanceof Error ? error.message : String(error)),
      onReplayed: ({ documents, skipped }) => process.stderr.write(replayText(documents, skipped)),
      ...(isTimelineShown && { onTraceUpdated: traces.update }),
      ...(forward && { onDocument: forward.add }),
      ...(recorder && {
        onDatagram: datagram => recorder?.write(`${formatDatagram({ atMillis: Date.now(), datagram })}\n`),
      }),
    })
  } catch (error) {
    process.stderr.write(`${await explainStartError(error, options)}\n`)
    return 1
  }
  process.stderr.write(localBanner(xray, isTimelineShown))
  await stopped
  await xray.stopListening()
  await Promise.all([traces.close(), forward?.close(), endOf(recorder)])
  warnings.close()
  process.stderr.write(localFarewell(xray.stats(), forward?.counts()))
  await xray.close()
  return 0
}

/** Of the port or of the folder; whatever else keeps it from starting says itself what to do. */
async function explainStartError(error: unknown, options: LocalOptions): Promise<string> {
  const { syscall, message } = error as NodeJS.ErrnoException
  if (syscall === undefined) return message
  if (!['listen', 'bind', 'getaddrinfo'].includes(syscall))
    return `Cannot keep documents in ${options.dataFolder}: ${message}; name another folder: spanray local --data DIR`
  const { explainListenError } = await import('./listen-error.ts')
  const { host, port } = options
  const at = host === '127.0.0.1' ? '' : ` --host ${host}`
  return explainListenError(error, host, port, other => `spanray local --port ${other}${at}`)
}

async function openForward(
  destination: string | undefined,
  onLost: (reason: string) => void,
): Promise<Forward | undefined> {
  if (destination === undefined) return undefined
  const { forwardDocuments } = await import('./forward-documents.ts')
  try {
    return forwardDocuments(destination, onLost)
  } catch (error) {
    throw new UsageError(`--forward is '${destination}'; ${(error as Error).message}`)
  }
}

/** Who asks for a recording does not want to learn at the end that there is none. */
async function openRecorder(
  path: string | undefined,
  warn: (text: string) => void,
): Promise<WriteStream | undefined> {
  if (path === undefined) return undefined
  const recorder = createWriteStream(path)
  try {
    await once(recorder, 'open')
  } catch (error) {
    throw new Error(
      `Cannot record to ${path}: ${(error as Error).message}; name another file: spanray local --record FILE`,
    )
  }
  return recorder.on('error', error => warn(`Cannot write to ${path}: ${error.message}`))
}

function endOf(stream: WriteStream | undefined): Promise<void> | undefined {
  return stream && new Promise(resolve => stream.end(resolve))
}

function untilSignal(): Promise<void> {
  return new Promise(resolve => {
    // Once: who asks a second time gets the system's own way.
    process.once('SIGINT', () => resolve())
    process.once('SIGTERM', () => resolve())
  })
}

function createTracePrinter(timeline: (xrayTraceId: string) => Promise<Timeline | undefined>) {
  const { stdout, env } = process
  const colored = isColored(stdout, env)
  const paint = createPaint(colored)
  const gate = createRateGate(MAX_TRACES_PER_SECOND, count => {
    stdout.write(
      `${paint('dim', `… and ${count.toLocaleString('en-US')} more; list them with: spanray traces`)}\n\n`,
    )
  })
  const live = createLiveTimeline({
    timeline,
    skip: () => gate.pass(false),
    show: (current, isUpdate) => {
      if (!gate.pass(stdout.writableLength < MAX_UNWRITTEN_CHARS)) return
      const columns = columnsOf(stdout)
      const lines = timelineText(current, { columns, isColored: colored, isUpdate, maxRows: MAX_ROWS })
      stdout.write(`${lines.join('\n')}\n\n`)
    },
  })
  return {
    update: live.update,
    close: async () => {
      await live.close()
      gate.close()
    },
  }
}

function createWarnings() {
  const { stderr, env } = process
  const paint = createPaint(isColored(stderr, env))
  const gate = createRateGate(MAX_WARNINGS_PER_SECOND, count => {
    stderr.write(`${paint('yellow', `… and ${count.toLocaleString('en-US')} more warnings`)}\n`)
  })
  return {
    warn: (text: string) => {
      if (gate.pass()) stderr.write(`${paint('yellow', `! ${displayText(text)}`)}\n`)
    },
    close: gate.close,
  }
}
