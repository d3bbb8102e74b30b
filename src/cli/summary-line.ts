import type { TraceSummary } from '../local/index.ts'
import { cutText, displayText, textColumns } from './display-text.ts'
import { formatClockTime } from './format-clock-time.ts'
import { formatDuration } from './format-duration.ts'
import { outcomeStyle, statusText } from './status-text.ts'
import type { Paint } from './terminal.ts'

/**
 * A trace in one line: time, id, status, duration, what it was, each in its column. Where there is no room for the whole
 * URL, its path says more than its host.
 *
 *     02:40:00.000  1-581cf771-a006649127e371903a2de979  503         1.00 s  GET http://shop.example.com/orders
 */
export function summaryLine(summary: TraceSummary, columns: number, paint: Paint): string {
  const { HasFault, HasError, HasThrottle, Http, StartTime, Id, Duration } = summary
  const outcome = HasFault ? 'fault' : HasThrottle ? 'throttle' : HasError ? 'error' : 'ok'
  const time = formatClockTime(StartTime)
  const status = statusText(outcome, Http.HttpStatus).padEnd(8)
  const duration = formatDuration(Duration).padStart(8)
  const taken = [time, Id, status, duration].reduce((sum, cell) => sum + cell.length + 2, 0)
  const title = titleOf(summary, columns - taken)
  return [paint('dim', time), Id, paint(outcomeStyle(outcome), status), duration, paint('bold', title)]
    .join('  ')
    .trimEnd()
}

function titleOf({ Http, EntryPoint, IsPartial }: TraceSummary, columns: number): string {
  const { HttpMethod, HttpURL } = Http
  const titleWith = (url: string | undefined) => {
    const request = url === undefined ? (EntryPoint?.Name ?? '') : `${HttpMethod ?? ''} ${url}`.trim()
    return displayText(`${request}${IsPartial ? ' (in progress)' : ''}`)
  }
  const whole = titleWith(HttpURL)
  if (textColumns(whole) <= columns || HttpURL === undefined || !URL.canParse(HttpURL)) {
    return cutText(whole, columns)
  }
  const { pathname, search } = new URL(HttpURL)
  return cutText(titleWith(`${pathname}${search}`), columns)
}
