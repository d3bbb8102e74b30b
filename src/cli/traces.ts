import type { GetTraceSummariesResult, TraceSummary } from '../local/index.ts'
import { callEndpoint, DEFAULT_ENDPOINT } from './call-endpoint.ts'
import { cutText, displayText } from './display-text.ts'
import { formatClockTime } from './format-clock-time.ts'
import { formatDuration } from './format-duration.ts'
import { readOptions, readUrl, readWholeNumber } from './read-options.ts'
import { outcomeStyle, statusText } from './status-text.ts'
import { columnsOf, createPaint, isColored, type Paint } from './terminal.ts'

const HELP = `Usage: spanray traces [--limit 20] [--endpoint ${DEFAULT_ENDPOINT}] [--json]

Lists the latest traces, the newest first.

  --limit N        how many at most
  --endpoint URL   whom to ask
  --json           the summaries as JSON

Exit code: 0 found, 1 none.
`

const DAY_SECONDS = 86_400

/** `spanray traces`: lists the latest traces. Comes back with the exit code. */
export async function runTraces(args: string[]): Promise<number> {
  const { values } = readOptions(
    args,
    {
      endpoint: { type: 'string', default: DEFAULT_ENDPOINT },
      json: { type: 'boolean' },
      limit: { type: 'string', default: '20' },
    },
    HELP,
  )
  const endpoint = readUrl('--endpoint', values.endpoint)
  const summaries = await latestSummaries(endpoint, readWholeNumber('--limit', values.limit, 1, 100_000))
  if (summaries.length === 0) {
    process.stderr.write(`There is no trace at ${endpoint} yet\n`)
    return 1
  }
  if (values.json) process.stdout.write(`${JSON.stringify(summaries, undefined, 2)}\n`)
  else {
    const paint = createPaint(isColored(process.stdout, process.env))
    const columns = columnsOf(process.stdout)
    for (const summary of summaries) process.stdout.write(`${summaryLine(summary, columns, paint)}\n`)
  }
  return 0
}

async function latestSummaries(endpoint: string, limit: number): Promise<TraceSummary[]> {
  const summaries: TraceSummary[] = []
  // A day more: the clock that stamped a trace may be ahead of ours.
  const request = { StartTime: 0, EndTime: Date.now() / 1000 + DAY_SECONDS }
  let token: string | undefined
  do {
    const page: GetTraceSummariesResult = await callEndpoint(endpoint, '/TraceSummaries', {
      ...request,
      NextToken: token,
    })
    summaries.push(...page.TraceSummaries)
    token = page.NextToken
  } while (token !== undefined && summaries.length < limit)
  return summaries.slice(0, limit)
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
