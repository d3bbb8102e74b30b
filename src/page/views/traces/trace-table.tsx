import { useState } from 'preact/hooks'
import type { TraceSummary } from '../../../local/index.ts'
import { nextSort, type SortKey, type SortOrder } from '../../model/sort-traces.ts'
import { goTo, setParams } from '../../state/place.ts'
import { useVirtualRows } from '../../state/use-virtual-rows.ts'
import { strings } from '../../strings.ts'
import { Icon } from '../parts/icon.tsx'
import { TRACE_ROW_PIXELS, TraceRow } from './trace-row.tsx'

const COLUMNS: readonly SortKey[] = ['start', 'status', 'request', 'service', 'duration']
const PAGE_ROWS = 15

interface TraceTableProps {
  summaries: readonly TraceSummary[]
  sort: SortOrder
}

/** The list of traces: columns to sort by, arrow keys to go through it, Enter to open one. */
export function TraceTable({ summaries, sort }: TraceTableProps) {
  const { ref, first, end, reveal } = useVirtualRows(summaries.length, TRACE_ROW_PIXELS)
  const [selected, setSelected] = useState(-1)
  const longestSeconds = summaries.reduce((most, { Duration = 0 }) => Math.max(most, Duration), 1e-6)
  const select = (at: number) => {
    const next = Math.max(0, Math.min(summaries.length - 1, at))
    setSelected(next)
    reveal(next)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const actions: Record<string, () => void> = {
      ArrowDown: () => select(selected + 1),
      ArrowUp: () => select(selected - 1),
      PageDown: () => select(selected + PAGE_ROWS),
      PageUp: () => select(selected - PAGE_ROWS),
      Home: () => select(0),
      End: () => select(summaries.length - 1),
      Enter: () => open(selected),
    }
    const action = Object.hasOwn(actions, event.key) ? actions[event.key] : undefined
    if (!action || (event.target as Element).closest('button, a')) return
    event.preventDefault()
    action()
  }
  const open = (at: number) => {
    const summary = summaries[at]
    if (summary) goTo(`/t/${summary.Id}`)
  }
  const onClick = (event: MouseEvent) => {
    const row = (event.target as Element).closest<HTMLElement>('.trace-row')
    // A link does it by itself, and can be opened in another tab.
    if (row && !(event.target as Element).closest('a')) open(Number(row.dataset.at))
  }
  return (
    <div
      ref={ref}
      class="trace-table"
      role="grid"
      aria-label={strings.nav.traces}
      aria-rowcount={summaries.length + 1}
      aria-activedescendant={selected >= first && selected < end ? `trace-${selected}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <div class="head" role="row" aria-rowindex={1}>
        {COLUMNS.map(key => (
          <SortHead key={key} column={key} sort={sort} />
        ))}
        <span role="columnheader" class="length">
          <span class="hidden-text">{strings.traces.length}</span>
        </span>
      </div>
      <div class="rows" role="rowgroup" style={{ height: `${summaries.length * TRACE_ROW_PIXELS}px` }}>
        {summaries.slice(first, end).map((summary, offset) => (
          <TraceRow
            key={summary.Id}
            summary={summary}
            at={first + offset}
            isSelected={first + offset === selected}
            longestSeconds={longestSeconds}
          />
        ))}
      </div>
    </div>
  )
}

function SortHead({ column, sort }: { column: SortKey; sort: SortOrder }) {
  const isSorted = sort.key === column
  const direction = sort.isDescending ? 'descending' : 'ascending'
  return (
    <span role="columnheader" class={column} aria-sort={isSorted ? direction : 'none'}>
      <button type="button" class="quiet" onClick={() => setParams({ sort: nextSort(sort, column) }, 'push')}>
        {strings.traces.columns[column]}
        {isSorted && <Icon name={sort.isDescending ? 'down' : 'up'} size={12} />}
      </button>
    </span>
  )
}
