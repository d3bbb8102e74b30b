import type { TraceSummary } from '../local/index.ts'
import { DEFAULT_ENDPOINT } from './call-endpoint.ts'
import { cutText, displayText } from './display-text.ts'
import { findSummaries } from './find-summaries.ts'
import { followTraces } from './follow-traces.ts'
import { formatClockTime } from './format-clock-time.ts'
import { formatDuration } from './format-duration.ts'
import { readOptions, readWholeNumber } from './read-options.ts'
import { readSince } from './read-since.ts'
import { outcomeStyle, statusText } from './status-text.ts'
import { columnsOf, createPaint, isColored, type Paint } from './terminal.ts'
import { openSource, SOURCE_OPTIONS } from './trace-source.ts'

const HELP = `Usage: spanray traces [FILTER] [--since 10m] [--follow] [--limit 20] [--json] [--endpoint URL | --aws]

Lists the latest traces that a filter expression finds, the newest first.

  FILTER           as in X-Ray's console, such as: service("shop") { fault } AND duration > 2
  --since TIME     those of the last 30s, 10m, 2h or 1d; without it all (of AWS: those of the last 10m)
  --follow         go on with those that come, the newest last, until Ctrl+C
  --limit N        how many at most
  --json           the summaries as JSON; with --follow one a line
  --endpoint URL   whom to ask (${DEFAULT_ENDPOINT})
  --aws            ask AWS X-Ray, with the region and credentials of the environment

Exit code: 0 found, 1 none.
`

/** A day more: the clock that stamped a trace may be ahead of ours. */
const DAY_SECONDS = 86_400
const AWS_SINCE = '10m'

/** `spanray traces`: lists the latest traces. Comes back with the exit code. */
export async function runTraces(args: string[]): Promise<number> {
  const { values, words } = readOptions(
    args,
    {
      ...SOURCE_OPTIONS,
      follow: { type: 'boolean' },
      json: { type: 'boolean' },
      limit: { type: 'string', default: '20' },
      since: { type: 'string' },
    },
    HELP,
    ['[FILTER]'],
  )
  const source = openSource(values)
  const since = values.since ?? (values.aws ? AWS_SINCE : undefined)
  const sinceSeconds = since === undefined ? undefined : readSince('--since', since)
  const limit = readWholeNumber('--limit', values.limit, 1, 100_000)
  const find = () => {
    const nowSeconds = Date.now() / 1000
    return findSummaries(source, {
      startSeconds: sinceSeconds === undefined ? 0 : nowSeconds - sinceSeconds,
      // AWS takes no time that is yet to come.
      endSeconds: values.aws ? nowSeconds : nowSeconds + DAY_SECONDS,
      filter: words[0],
      limit,
    })
  }
  const print = createPrinter(values.json ?? false)
  const summaries = await find()
  if (values.follow) {
    await followTraces({ first: summaries, find, print, signal: untilInterrupted() })
    return 0
  }
  if (summaries.length === 0) {
    process.stderr.write(
      `There is no trace at ${source.name} ${words[0] ? 'that the filter finds' : 'yet'}\n`,
    )
    return 1
  }
  if (values.json) process.stdout.write(`${JSON.stringify(summaries, undefined, 2)}\n`)
  else for (const summary of summaries) print(summary)
  return 0
}

function createPrinter(isJson: boolean): (summary: TraceSummary) => void {
  const { stdout, env } = process
  const paint = createPaint(isColored(stdout, env))
  return summary => {
    const line = isJson ? JSON.stringify(summary) : summaryLine(summary, columnsOf(stdout), paint)
    stdout.write(`${line}\n`)
  }
}

function untilInterrupted(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort())
  return controller.signal
}

/** One line: time, id, status, duration, what it was, each in its column. */
function summaryLine(summary: TraceSummary, columns: number, paint: Paint): string {
  const { HasFault, HasError, HasThrottle, Http, EntryPoint } = summary
  const outcome = HasFault ? 'fault' : HasThrottle ? 'throttle' : HasError ? 'error' : 'ok'
  const request = Http.HttpURL === undefined ? undefined : `${Http.HttpMethod ?? ''} ${Http.HttpURL}`.trim()
  const title = displayText(
    `${request ?? EntryPoint?.Name ?? ''}${summary.IsPartial ? ' (in progress)' : ''}`,
  )
  const before = [formatClockTime(summary.StartTime), summary.Id]
  const status = statusText(outcome, Http.HttpStatus).padEnd(8)
  const duration = formatDuration(summary.Duration).padStart(8)
  const taken = [...before, status, duration].reduce((sum, cell) => sum + cell.length + 2, 0)
  return [
    paint('dim', before[0] ?? ''),
    before[1],
    paint(outcomeStyle(outcome), status),
    duration,
    paint('bold', cutText(title, columns - taken)),
  ]
    .join('  ')
    .trimEnd()
}
