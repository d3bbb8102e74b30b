import type { Change, Comparison, ComparisonSection } from '../compare/index.ts'
import { cutText, displayText, fitText, textColumns } from './display-text.ts'
import type { Paint, Style } from './terminal.ts'

const TITLES: Record<ComparisonSection['aspect'], string> = {
  map: 'Service map',
  filters: 'Filters',
  alarms: 'Alarms',
  size: 'Size',
}

const MAX_SUBJECT_COLUMNS = 60

/**
 * What changes from one recording to another, in lines for a terminal. `-` goes, `~` is other than it was, `+` comes.
 *
 *     Service map   4 the same
 *       ~ node shop             AWS::EC2::Instance → AWS::ECS::Fargate
 *       + edge shop → orders    3 calls
 */
export function comparisonText(comparison: Comparison, columns: number, paint: Paint): string[] {
  const changes = comparison.flatMap(section => section.changes)
  const widest = Math.max(0, ...changes.map(({ subject }) => textColumns(displayText(subject))))
  const subjectColumns = Math.min(widest, MAX_SUBJECT_COLUMNS, Math.floor(columns / 2))
  return comparison.flatMap(({ aspect, same, changes }) => [
    paint('bold', fitText(TITLES[aspect], 14)) + paint('dim', sumOf(same, changes)),
    ...changes.map(change => changeLine(change, subjectColumns, columns, paint)),
    '',
  ])
}

function sumOf(same: number, changes: Change[]): string {
  const alike = `${same.toLocaleString('en-US')} the same`
  return changes.length === 0 ? alike : `${alike}, ${changes.length.toLocaleString('en-US')} not`
}

function changeLine(change: Change, subjectColumns: number, columns: number, paint: Paint): string {
  const [mark, style] = markOf(change)
  const values = [change.old, change.new].filter(value => value !== undefined).map(displayText)
  const subject = fitText(displayText(change.subject), subjectColumns)
  const text = cutText(
    [...values.slice(0, 1), ...values.slice(1).map(value => `→ ${value}`)].join(' '),
    columns - subjectColumns - 6,
  )
  return `  ${paint(style, mark)} ${subject}  ${text}${growth(change, paint)}`.trimEnd()
}

function markOf(change: Change): [mark: string, style: Style] {
  if (change.new === undefined) return ['-', 'red']
  return change.old === undefined ? ['+', 'green'] : ['~', 'yellow']
}

/** Of two numbers, by how much the one is more or less than the other. */
function growth({ old, new: current }: Change, paint: Paint): string {
  const [before, after] = [old, current].map(value =>
    /^[\d,]+$/.test(value ?? '') ? Number(value?.replaceAll(',', '')) : Number.NaN,
  )
  if (!before || after === undefined || Number.isNaN(after)) return ''
  const percent = Math.round((after / before - 1) * 100)
  if (percent === 0) return ''
  return paint('dim', ` (${percent > 0 ? '+' : '−'}${Math.abs(percent)} %)`)
}
