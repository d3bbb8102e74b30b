import { moveWindow, type TimeWindow, zoomWindow } from '../../model/time-window.ts'
import type { TraceTree } from '../../model/trace-tree.ts'
import type { VisibleLine } from '../../model/visible-rows.ts'

const PAGE_LINES = 15
const ZOOM_FACTOR = 0.7
const MOVE_SHARE = 0.2

interface KeyTarget {
  tree: TraceTree
  lines: readonly VisibleLine[]
  window: TimeWindow
  /** The selected line, or -1. */
  selectedAt: number
  onSelect: (index: number, how: 'push' | 'replace') => void
  onToggle: (line: VisibleLine) => void
  onWindow: (window: TimeWindow) => void
}

/** What the keys of the timeline do: arrows go through the tree, + and - zoom, a and d move the window. */
export function timelineKeys(event: KeyboardEvent, target: KeyTarget): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const { tree, lines, window, selectedAt, onSelect, onToggle, onWindow } = target
  const line = lines[selectedAt]
  const select = (at: number) => {
    const next = lines[Math.max(0, Math.min(lines.length - 1, at))]
    if (next) onSelect(next.row.index, 'replace')
  }
  const middle = (window.startSeconds + window.endSeconds) / 2
  const span = window.endSeconds - window.startSeconds
  const whole = tree.durationSeconds
  const actions: Record<string, () => void> = {
    ArrowDown: () => select(selectedAt + 1),
    ArrowUp: () => select(Math.max(0, selectedAt - 1)),
    PageDown: () => select(selectedAt + PAGE_LINES),
    PageUp: () => select(selectedAt - PAGE_LINES),
    Home: () => select(0),
    End: () => select(lines.length - 1),
    ArrowRight: () => {
      if (line?.isClosed) onToggle(line)
      else select(selectedAt + 1)
    },
    ArrowLeft: () => {
      const isOpen = line && !line.isClosed && line.row.endIndex > line.row.index + 1
      if (line && isOpen) onToggle(line)
      else if (line && line.row.parentIndex >= 0) onSelect(line.row.parentIndex, 'replace')
    },
    Enter: () => line && (line.isClosed || line.count > 1) && onToggle(line),
    '+': () => onWindow(zoomWindow(window, ZOOM_FACTOR, middle, whole)),
    '=': () => onWindow(zoomWindow(window, ZOOM_FACTOR, middle, whole)),
    '-': () => onWindow(zoomWindow(window, 1 / ZOOM_FACTOR, middle, whole)),
    a: () => onWindow(moveWindow(window, -span * MOVE_SHARE, whole)),
    d: () => onWindow(moveWindow(window, span * MOVE_SHARE, whole)),
  }
  const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined
  if (!action) return
  event.preventDefault()
  event.stopPropagation()
  action()
}
