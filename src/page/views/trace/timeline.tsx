import { useEffect, useMemo } from 'preact/hooks'
import type { CriticalStretch } from '../../model/critical-path.ts'
import { linkedTraces } from '../../model/linked-traces.ts'
import { moveWindow, type TimeWindow, zoomWindow } from '../../model/time-window.ts'
import type { TraceTree } from '../../model/trace-tree.ts'
import type { VisibleLine } from '../../model/visible-rows.ts'
import { useVirtualRows } from '../../state/use-virtual-rows.ts'
import { strings } from '../../strings.ts'
import { TimelineAxis } from './timeline-axis.tsx'
import { timelineKeys } from './timeline-keys.ts'
import { ROW_PIXELS, TimelineLine } from './timeline-line.tsx'

/** Zoom for one notch of a wheel. */
const WHEEL_FACTOR = 1.2

export interface TimelineProps {
  tree: TraceTree
  lines: readonly VisibleLine[]
  window: TimeWindow
  selected: number | undefined
  matches: ReadonlySet<number>
  critical: ReadonlyMap<number, CriticalStretch[]> | undefined
  onSelect: (index: number, how: 'push' | 'replace') => void
  onToggle: (line: VisibleLine) => void
  onWindow: (window: TimeWindow) => void
}

/** The rows of a trace: only those that are seen are drawn, so that 50,000 are as quick as 50. */
export function Timeline(props: TimelineProps) {
  const { tree, lines, window, selected, matches, critical, onSelect, onToggle, onWindow } = props
  const { ref, first, end, reveal } = useVirtualRows(lines.length, ROW_PIXELS)
  const selectedAt = useMemo(() => lineOf(lines, selected), [lines, selected])
  useEffect(() => {
    if (selectedAt >= 0) reveal(selectedAt)
  }, [selectedAt, reveal])

  const onClick = (event: MouseEvent) => {
    const target = event.target as Element
    if (target.closest('a')) return
    const index = Number(target.closest<HTMLElement>('.line')?.dataset.index ?? -1)
    const line = lines[lineOf(lines, index)]
    if (!line) return
    if (target.closest('.twist') || line.count > 1) onToggle(line)
    else onSelect(index, 'push')
  }
  const onWheel = (event: WheelEvent) => {
    const track = (event.target as Element).closest('.track')
    const isAcross = Math.abs(event.deltaX) > Math.abs(event.deltaY)
    if (!track || !(event.ctrlKey || isAcross)) return
    event.preventDefault()
    const { left, width } = track.getBoundingClientRect()
    const span = window.endSeconds - window.startSeconds
    if (isAcross) return onWindow(moveWindow(window, (event.deltaX / width) * span, tree.durationSeconds))
    const around = window.startSeconds + ((event.clientX - left) / width) * span
    const factor = event.deltaY > 0 ? WHEEL_FACTOR : 1 / WHEEL_FACTOR
    onWindow(zoomWindow(window, factor, around, tree.durationSeconds))
  }
  const visible = lines.slice(first, end)
  return (
    <div
      ref={ref}
      class={`timeline ${critical ? 'dims' : ''}`}
      role="treegrid"
      aria-label={strings.trace.timeline}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={selectedAt >= first && selectedAt < end ? `line-${selected}` : undefined}
      tabIndex={0}
      onClick={onClick}
      onWheel={onWheel}
      onKeyDown={event => timelineKeys(event, { ...props, selectedAt })}
    >
      <TimelineAxis window={window} />
      <div class="rows" role="rowgroup" style={{ height: `${lines.length * ROW_PIXELS}px` }}>
        {visible.map((line, offset) => (
          // Rows that leave at one end come in again at the other: nothing is made while one scrolls.
          <TimelineLine
            key={(first + offset) % Math.max(1, visible.length)}
            line={line}
            linked={linkedTraces(tree, [line.row])}
            at={first + offset}
            window={window}
            foldEndSeconds={line.count > 1 ? endOfFold(tree, line) : line.row.endSeconds}
            isSelected={line.row.index === selected}
            isMatch={matches.has(line.row.index)}
            critical={critical?.get(line.row.index)}
          />
        ))}
      </div>
    </div>
  )
}

/** The line that shows a row, or that which it is folded or closed away in; -1 for none. */
function lineOf(lines: readonly VisibleLine[], index: number | undefined): number {
  if (index === undefined) return -1
  let low = 0
  let high = lines.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (lines[middle]!.row.index <= index) low = middle
    else high = middle - 1
  }
  const line = lines[low]
  return line && index >= line.row.index && index < line.endIndex ? low : -1
}

function endOfFold({ rows }: TraceTree, { row, endIndex }: VisibleLine): number {
  let end = row.endSeconds
  for (let at = row.index; at < endIndex; at = rows[at]!.endIndex) end = Math.max(end, rows[at]!.endSeconds)
  return end
}
