import { fileURLToPath } from 'node:url'
import { createLocalXRay, type LocalXRay, readSite, type Timeline } from '../local/index.ts'
import { displayText } from './display-text.ts'
import { createLiveTimeline } from './live-timeline.ts'
import { localBanner, localFarewell } from './local-banner.ts'
import { createRateGate } from './rate-gate.ts'
import { readOptions, readWholeNumber } from './read-options.ts'
import { columnsOf, createPaint, isColored } from './terminal.ts'
import { timelineText } from './timeline-text.ts'

const HELP = `Usage: spanray local [--port 2000] [--host 127.0.0.1] [--no-timeline]

An X-Ray on your desk: takes segment documents over UDP as the X-Ray daemon does, serves the
X-Ray API over HTTP on the same port, and prints each trace as it arrives.

  --port N         the port, UDP and TCP; 0 takes any that is free
  --host ADDRESS   the address to listen on
  --no-timeline    print no traces

Exit code: 0 after SIGINT or SIGTERM, 1 when the port cannot be had.
`

/** More than this nobody reads. */
const MAX_TRACES_PER_SECOND = 20
const MAX_WARNINGS_PER_SECOND = 10
const MAX_ROWS = 200
/** What a slow terminal may be behind. */
const MAX_UNWRITTEN_CHARS = 1_000_000

/** `spanray local`: runs until a signal comes. Comes back with the exit code. */
export async function runLocal(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    {
      port: { type: 'string', default: '2000' },
      host: { type: 'string', default: '127.0.0.1' },
      'no-timeline': { type: 'boolean' },
    },
    HELP,
  )
  const port = readWholeNumber('--port', values.port, 0, 65_535)
  const warnings = createWarnings()
  const stopped = untilSignal()

  let xray: LocalXRay | undefined
  const traces = createTracePrinter(async xrayTraceId => xray?.timeline(xrayTraceId))
  try {
    xray = await createLocalXRay({
      host: values.host,
      port,
      site: readSite(fileURLToPath(new URL(SPANRAY_PAGE, import.meta.url))),
      onRefused: ({ what, code, message }) => warnings.warn(`refused ${what} (${code}): ${message}`),
      onError: error => warnings.warn(String(error)),
      ...(!values['no-timeline'] && { onTraceUpdated: traces.update }),
    })
  } catch (error) {
    const { explainListenError } = await import('./listen-error.ts')
    process.stderr.write(`${await explainListenError(error, values.host, port)}\n`)
    return 1
  }
  process.stderr.write(localBanner(xray, !values['no-timeline']))
  await stopped
  await xray.stopListening()
  await traces.close()
  warnings.close()
  process.stderr.write(localFarewell(xray.stats()))
  await xray.close()
  return 0
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
