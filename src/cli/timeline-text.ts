import type { Timeline, TimelineRow } from '../local/index.ts'
import { cutText, displayText, fitText, textColumns } from './display-text.ts'
import { drawBar } from './draw-bar.ts'
import { formatClockTime } from './format-clock-time.ts'
import { formatDuration } from './format-duration.ts'
import { outcomeStyle, statusText } from './status-text.ts'
import { createPaint, type Paint, type Style } from './terminal.ts'
import { type GuidedRow, withTreeGuides } from './tree-guides.ts'

/** How a timeline is written. */
export interface TimelineTextOptions {
  /** Columns that a line may take. */
  columns: number
  isColored: boolean
  /** Rows that are written; what is left out is counted. @default all */
  maxRows?: number
  /** The trace was written before. @default false */
  isUpdate?: boolean
}

const TRACE_ID_COLUMNS = 35
const DURATION_COLUMNS = 8
const MIN_STATUS_COLUMNS = 7
const MIN_TITLE_COLUMNS = 24
const NAME_SHARE = 0.4
const GAP = '  '

/**
 * A timeline as lines of text: a header, then each segment and subsegment with its status, its duration, and a bar at its
 * place in time. What was thrown stands below its row. No line is wider than told, and nothing in a name reaches the
 * terminal as a command.
 *
 *     12:00:01.250  POST http://localhost:3000/checkout  500  482 ms      1-5759e988-bd862e3fe1be46a994272793
 *     shop                        500   482 ms  ████████████████████████████████████
 *     ├─ DynamoDB PutItem orders  200  12.0 ms  ▏
 *     └─ pay.example.com          503   301 ms              ▐███████████████████████
 */
export function timelineText(timeline: Timeline, options: TimelineTextOptions): string[] {
  const { columns, isColored, maxRows = Infinity } = options
  const paint = createPaint(isColored)
  const shown = withTreeGuides(timeline.rows.slice(0, maxRows))

  // The same for every trace on a screen, so that they can be compared.
  const nameColumns = Math.floor(columns * NAME_SHARE)
  const statusColumns = Math.max(MIN_STATUS_COLUMNS, ...shown.map(({ row }) => statusOf(row).length))
  const barColumns = columns - nameColumns - statusColumns - DURATION_COLUMNS - 3 * GAP.length

  const lines = headerLines(timeline, paint, options)
  for (const { row, guide, guideBelow } of shown) {
    const cells = [
      nameCell(row, guide, nameColumns, paint),
      paint(outcomeStyle(row.outcome), statusOf(row).padEnd(statusColumns)),
      durationCell(row, paint),
      barCell(row, timeline, { columns: barColumns, paint, isColored }),
    ]
    lines.push(cells.join(GAP).trimEnd())
    if (row.exception !== undefined) lines.push(exceptionLine(row.exception, guideBelow, columns, paint))
  }
  const hidden = timeline.rows.length - shown.length
  if (hidden > 0)
    lines.push(paint('dim', cutText(`… and ${hidden.toLocaleString('en-US')} more rows`, columns)))
  return lines
}

/** The trace id is what one copies: it is never cut, and takes a line of its own where the title would suffer. */
function headerLines(timeline: Timeline, paint: Paint, { columns, isUpdate }: TimelineTextOptions): string[] {
  const time = formatClockTime(timeline.startSeconds)
  const tail: [Style, string][] = [
    [outcomeStyle(timeline.outcome), statusText(timeline.outcome, timeline.status, timeline.isPending)],
    ['bold', formatDuration(timeline.durationSeconds)],
  ]
  if (timeline.isPartial) tail.push(['yellow', 'partial'])
  if (isUpdate) tail.push(['cyan', 'updated'])
  const tailColumns = tail.reduce((sum, [, text]) => sum + GAP.length + text.length, 0)

  const wholeTitle = displayText(timeline.title)
  const isTight = columns - time.length - tailColumns < MIN_TITLE_COLUMNS
  const head = isTight ? '' : `${paint('dim', time)}${GAP}`
  const room = columns - tailColumns - (isTight ? 0 : time.length + GAP.length)
  const roomBesideId = room - TRACE_ID_COLUMNS - GAP.length
  const isIdBeside = roomBesideId >= Math.min(MIN_TITLE_COLUMNS, textColumns(wholeTitle))
  const title = cutText(wholeTitle, isIdBeside ? roomBesideId : room)
  const text = head + [paint('bold', title), ...tail.map(([style, word]) => paint(style, word))].join(GAP)
  const id = paint('dim', timeline.xrayTraceId)
  if (!isIdBeside) return [text, id]
  return [text + ' '.repeat(roomBesideId - textColumns(title) + GAP.length) + id]
}

function nameCell(row: TimelineRow, guide: string, columns: number, paint: Paint): string {
  const guideText = cutText(guide, columns - 4)
  const left = columns - textColumns(guideText)
  const name = cutText(nameOf(row), left)
  const labelColumns = left - textColumns(name) - 1
  const label = labelColumns > 3 ? cutText(labelOf(row), labelColumns) : ''
  const filler = ' '.repeat(Math.max(0, left - textColumns(name) - (label ? textColumns(label) + 1 : 0)))
  const paintedName = row.kind === 'segment' ? paint('bold', name) : name
  return `${guideText && paint('dim', guideText)}${paintedName}${label && ` ${paint('dim', label)}`}${filler}`
}

function nameOf(row: TimelineRow): string {
  return displayText(row.name)
}

function labelOf(row: TimelineRow): string {
  return displayText([row.isOrphan && '(parent missing)', row.label].filter(Boolean).join(' '))
}

function statusOf(row: TimelineRow): string {
  return statusText(row.outcome, row.status, row.durationSeconds === undefined)
}

function durationCell(row: TimelineRow, paint: Paint): string {
  if (row.durationSeconds === undefined) return paint('dim', '…'.padStart(DURATION_COLUMNS))
  return fitText(formatDuration(row.durationSeconds).padStart(DURATION_COLUMNS), DURATION_COLUMNS)
}

interface BarCellOptions {
  columns: number
  paint: Paint
  isColored: boolean
}

function barCell(row: TimelineRow, { durationSeconds: total }: Timeline, options: BarCellOptions): string {
  const part = (seconds: number) => (total > 0 ? seconds / total : 0)
  const from = part(row.offsetSeconds)
  if (row.durationSeconds === undefined) {
    // Nobody knows yet how long it is.
    const before = Math.min(options.columns - 1, Math.floor(from * options.columns))
    return ' '.repeat(before) + options.paint('dim', '░'.repeat(options.columns - before))
  }
  return drawBar(from, part(row.offsetSeconds + row.durationSeconds), { ...options, style: barStyle(row) })
}

function barStyle(row: TimelineRow): Style {
  if (row.outcome !== 'ok') return outcomeStyle(row.outcome)
  return row.kind === 'segment' ? 'cyan' : row.kind === 'local' ? 'blue' : 'green'
}

function exceptionLine(
  exception: string,
  guide: GuidedRow['guideBelow'],
  columns: number,
  paint: Paint,
): string {
  const guideText = cutText(guide, Math.floor(columns / 2))
  const text = cutText(`✗ ${displayText(exception)}`, columns - textColumns(guideText))
  return `${paint('dim', guideText)}${paint('red', text)}`
}
