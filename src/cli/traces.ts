import type { TraceSummary } from '../local/index.ts'
import { DEFAULT_ENDPOINT } from './call-endpoint.ts'
import { findSummaries, type SummaryQuery } from './find-summaries.ts'
import { followTraces } from './follow-traces.ts'
import { formatDay } from './format-day.ts'
import { readOptions, readWholeNumber } from './read-options.ts'
import { readSince } from './read-since.ts'
import { summaryLine } from './summary-line.ts'
import { columnsOf, createPaint, isColored } from './terminal.ts'
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
/** Traces that come in a second and are shown. */
const MAX_NEW = 5000

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
  const find = (query: Pick<SummaryQuery, 'limit' | 'isKnown'>, fromSeconds = 0) => {
    const nowSeconds = Date.now() / 1000
    return findSummaries(source, {
      startSeconds: Math.max(fromSeconds, sinceSeconds === undefined ? 0 : nowSeconds - sinceSeconds),
      // AWS takes no time that is yet to come.
      endSeconds: values.aws ? nowSeconds : nowSeconds + DAY_SECONDS,
      filter: words[0],
      ...query,
    })
  }
  const print = createPrinter(values.json ?? false)
  const summaries = await find({ limit })
  if (values.follow) {
    // What is older than those that were wanted of the past does not come anew.
    const fromSeconds = summaries.length < limit ? 0 : summaries.at(-1)!.StartTime
    await followTraces({
      first: summaries,
      find: isKnown => find({ limit: MAX_NEW, isKnown }, fromSeconds),
      print,
      signal: untilInterrupted(),
    })
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
  if (isJson) return summary => void stdout.write(`${JSON.stringify(summary)}\n`)
  let day = formatDay(Date.now() / 1000)
  return summary => {
    // Lines have the time of day alone: another day than today's stands above its traces.
    const itsDay = formatDay(summary.StartTime)
    if (itsDay !== day) stdout.write(`${paint('dim', itsDay)}\n`)
    day = itsDay
    // A program that reads it gets it whole.
    const columns = stdout.isTTY ? columnsOf(stdout) : Infinity
    stdout.write(`${summaryLine(summary, columns, paint)}\n`)
  }
}

function untilInterrupted(): AbortSignal {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort())
  return controller.signal
}
