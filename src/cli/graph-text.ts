import type { Service, Statistics } from '../graph/index.ts'
import { countNoun } from './count-noun.ts'
import { cutText, displayText, textColumns } from './display-text.ts'
import { formatDuration } from './format-duration.ts'
import { createPaint, type Paint, type Style } from './terminal.ts'

/** How a graph is written. */
export interface GraphTextOptions {
  columns: number
  isColored: boolean
}

interface Line {
  guide: string
  service: Service
  /** Of the calls that lead here. */
  statistics?: Statistics | undefined
  /** It stands with its calls further up. */
  isAgain: boolean
  isLink: boolean
}

/** How requests fail: a column for each that there is. */
interface Failure {
  what: string
  style: Style
  countOf: (statistics: Statistics) => number
}

const FAILURES: readonly Failure[] = [
  { what: 'faults', style: 'red', countOf: ({ FaultStatistics }) => FaultStatistics.TotalCount },
  { what: 'errors', style: 'yellow', countOf: ({ ErrorStatistics }) => ErrorStatistics.TotalCount },
]

const NAME_SHARE = 0.5
const MIN_NAME_COLUMNS = 20
const CALLS_COLUMNS = 12
const AVERAGE_COLUMNS = 12
const FAILURE_COLUMNS = 14
const MAX_LEVELS = 12

/**
 * The service graph as a tree from the clients on. A service that several call stands under each of them, its own calls
 * under the first.
 *
 *     client
 *     └─ shop                    1,204 calls  avg   123 ms    2.1 % faults
 *        └─ DynamoDB             1,204 calls  avg  4.10 ms
 */
export function graphText(services: readonly Service[], { columns, isColored }: GraphTextOptions): string[] {
  const paint = createPaint(isColored)
  const byReference = new Map(services.map(service => [service.ReferenceId, service]))
  const called = new Set(services.flatMap(({ Edges }) => Edges.map(({ ReferenceId }) => ReferenceId)))
  const lines: Line[] = []
  const seen = new Set<Service>()

  const add = (line: Omit<Line, 'isAgain'>, below: string, level: number) => {
    const isAgain = seen.has(line.service)
    lines.push({ ...line, isAgain })
    if (isAgain || level === MAX_LEVELS) return
    seen.add(line.service)
    line.service.Edges.forEach((edge, at) => {
      const callee = byReference.get(edge.ReferenceId)
      if (!callee) return
      const isLast = at === line.service.Edges.length - 1
      const next = {
        guide: `${below}${isLast ? '└─ ' : '├─ '}`,
        service: callee,
        statistics: edge.SummaryStatistics,
        isLink: edge.EdgeType === 'link',
      }
      add(next, `${below}${isLast ? '   ' : '│  '}`, level + 1)
    })
  }
  for (const service of services)
    if (!called.has(service.ReferenceId)) add({ guide: '', service, isLink: false }, '', 0)
  // Services that call each other in a circle are reached from nobody.
  for (const service of services) if (!seen.has(service)) add({ guide: '', service, isLink: false }, '', 0)
  const failures = FAILURES.filter(({ countOf }) =>
    lines.some(({ statistics }) => statistics && countOf(statistics) > 0),
  )
  const cellColumns = CALLS_COLUMNS + AVERAGE_COLUMNS + failures.length * (FAILURE_COLUMNS + 2) + 4
  const nameColumns = Math.max(
    MIN_NAME_COLUMNS,
    Math.min(columns - cellColumns, Math.floor(columns * NAME_SHARE)),
  )
  return lines.map(line => textOf(line, nameColumns, failures, paint))
}

function textOf(
  { guide, service, statistics, isAgain, isLink }: Line,
  nameColumns: number,
  failures: readonly Failure[],
  paint: Paint,
): string {
  const isClient = service.Type === 'client'
  let room = nameColumns - guide.length
  const take = (text: string) => {
    const taken = cutText(text, room)
    room -= textColumns(taken)
    return taken
  }
  const again = isAgain && service.Edges.length > 0 ? ' ↑' : ''
  room -= again.length
  const name = take(displayText(isClient ? 'client' : service.Name))
  const type = isClient || !service.Type ? '' : take(` ${displayText(service.Type)}`)
  const head = `${paint('dim', guide)}${paint('bold', name)}${paint('dim', `${type}${again}`)}${' '.repeat(Math.max(0, room))}`
  const cells = statistics ? statisticsCells(statistics, isLink, failures) : []
  return [head, ...cells.map(([style, text]) => (style ? paint(style, text) : text))].join('  ').trimEnd()
}

function statisticsCells(
  statistics: Statistics,
  isLink: boolean,
  failures: readonly Failure[],
): [Style | undefined, string][] {
  const { TotalCount: total, TotalResponseTime } = statistics
  const noun = isLink ? 'message' : 'call'
  // The digits of `1 call` stand below those of `2 calls`.
  const calls = `${countNoun(total, noun)}${total === 1 ? ' ' : ''}`
  const average = formatDuration(total > 0 ? TotalResponseTime / total : 0)
  return [
    [undefined, calls.padStart(CALLS_COLUMNS)],
    [undefined, `avg ${average.padStart(AVERAGE_COLUMNS - 'avg '.length)}`],
    ...failures.map(({ what, style, countOf }): [Style | undefined, string] => {
      const count = countOf(statistics)
      const share = count > 0 ? `${((count / total) * 100).toFixed(1)} % ${what}` : ''
      return [count > 0 ? style : undefined, share.padStart(FAILURE_COLUMNS)]
    }),
  ]
}
