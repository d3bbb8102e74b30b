import type { Segment } from '../../../document/index.ts'
import { callLabel } from '../../../local/index.ts'
import type { CriticalStretch } from '../../model/critical-path.ts'
import { formatDuration } from '../../model/format.ts'
import type { LinkedTrace } from '../../model/linked-traces.ts'
import { serviceIcon } from '../../model/service-icon.ts'
import { shareOf, type TimeWindow } from '../../model/time-window.ts'
import type { TraceRow } from '../../model/trace-tree.ts'
import type { VisibleLine } from '../../model/visible-rows.ts'
import { strings } from '../../strings.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { OutcomeBadge } from '../parts/outcome-badge.tsx'
import { LinkedMark } from './linked-list.tsx'
import { rowPaint, servicePaint } from './row-paint.ts'

export const ROW_PIXELS = 28
const INDENT_REM = 0.85
/** Deeper rows stand no further right: their names would not be seen. */
const MAX_INDENT = 18

interface TimelineLineProps {
  line: VisibleLine
  /** The traces that its row names as related. */
  linked: readonly LinkedTrace[]
  /** Its place among the lines. */
  at: number
  window: TimeWindow
  /** Seconds after the start of the trace at which the last row of a fold ended. */
  foldEndSeconds: number
  isSelected: boolean
  isMatch: boolean
  critical: readonly CriticalStretch[] | undefined
}

/** One line of the timeline: who, how it went, how long, and when. */
export function TimelineLine(props: TimelineLineProps) {
  const { line, linked, at, window, foldEndSeconds, isSelected, isMatch, critical } = props
  const { row, count, isClosed } = line
  const isFold = count > 1
  const hasBelow = isFold || row.endIndex > row.index + 1
  const classes = [
    'line',
    row.kind === 'segment' && 'is-segment',
    isMatch && 'is-match',
    critical && 'is-critical',
  ]
  const end = isFold ? foldEndSeconds : row.endSeconds
  return (
    <div
      id={`line-${row.index}`}
      class={classes.filter(Boolean).join(' ')}
      role="row"
      tabIndex={-1}
      aria-level={row.depth + 1}
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      {...(hasBelow && { 'aria-expanded': !isClosed })}
      data-index={row.index}
      style={{ transform: `translateY(${at * ROW_PIXELS}px)` }}
    >
      <NameCell line={line} linked={linked} hasBelow={hasBelow} />
      <span role="gridcell" class="code-cell">
        <StatusOf row={row} />
      </span>
      <span role="gridcell" class="duration">
        {row.isInProgress ? '…' : formatDuration(end - row.startSeconds)}
      </span>
      <span role="gridcell" class="track">
        <span
          class={`bar-of ${rowPaint(row)} ${row.isInProgress ? 'is-running' : ''} ${isFold ? 'many' : ''}`}
          style={placeOf(row.startSeconds, end, window)}
        />
        {critical?.map(({ startSeconds, endSeconds }) => (
          <span class="on-path" key={startSeconds} style={placeOf(startSeconds, endSeconds, window)} />
        ))}
      </span>
    </div>
  )
}

function NameCell(props: { line: VisibleLine; linked: readonly LinkedTrace[]; hasBelow: boolean }) {
  const { linked, hasBelow } = props
  const { row, count, isClosed } = props.line
  const label = callLabel(row.entity)
  return (
    <span
      role="gridcell"
      class="name"
      style={{ paddingLeft: `${0.5 + Math.min(row.depth, MAX_INDENT) * INDENT_REM}rem` }}
    >
      {hasBelow ? (
        <button
          type="button"
          class="quiet twist"
          tabIndex={-1}
          aria-label={isClosed ? strings.trace.open : strings.trace.shut}
        >
          <Icon name={isClosed ? 'right' : 'down'} size={12} />
        </button>
      ) : (
        <span class="twist" />
      )}
      <span class={`kind ${servicePaint(row.serviceIndex)}`}>
        <Icon name={iconOf(row)} size={14} />
      </span>
      <span class="title">{row.entity.name}</span>
      {count > 1 && <span class="fold">{strings.trace.folded(count)}</span>}
      {row.isOrphan && (
        <span class="badge is-error" title={strings.orphan}>
          {strings.partial}
        </span>
      )}
      <LinkedMark linked={linked} />
      <span class="label">{label}</span>
    </span>
  )
}

function StatusOf({ row }: { row: TraceRow }) {
  if (row.isInProgress) return <OutcomeBadge outcome="progress" text="…" />
  const status = row.entity.http?.response?.status
  if (status !== undefined) return <OutcomeBadge outcome={row.outcome} text={String(status)} />
  return row.outcome === 'ok' ? null : <OutcomeBadge outcome={row.outcome} />
}

function iconOf(row: TraceRow): IconName {
  const { sql, aws } = row.entity as { sql?: unknown; aws?: { table_name?: unknown; queue_url?: unknown } }
  if (row.kind === 'segment') return serviceIcon((row.entity as Segment).origin)
  if (sql || aws?.table_name) return 'database'
  if (aws?.queue_url) return 'queue'
  if (row.kind === 'local') return 'work'
  return row.kind === 'aws' ? 'cloud' : 'remote'
}

/** Where a bar stands. What is far outside would be too wide for a browser to draw. */
function placeOf(startSeconds: number, endSeconds: number, window: TimeWindow) {
  const left = Math.max(-0.05, Math.min(1.05, shareOf(window, startSeconds)))
  const right = Math.max(-0.05, Math.min(1.05, shareOf(window, endSeconds)))
  return { left: `${left * 100}%`, width: `${Math.max(0, right - left) * 100}%` }
}
