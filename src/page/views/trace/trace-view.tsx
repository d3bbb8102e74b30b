import { useEffect, useMemo, useRef } from 'preact/hooks'
import { type CriticalStretch, criticalPath } from '../../model/critical-path.ts'
import { rowChoice, withTurned } from '../../model/row-choice.ts'
import { searchTrace, stepMatch } from '../../model/search-trace.ts'
import type { TimeWindow } from '../../model/time-window.ts'
import type { TraceTree } from '../../model/trace-tree.ts'
import { type VisibleLine, visibleLines } from '../../model/visible-rows.ts'
import { formatZoom, parseZoom } from '../../model/zoom-text.ts'
import { place, setParams } from '../../state/place.ts'
import { DetailsPanel } from './details-panel.tsx'
import { Minimap } from './minimap.tsx'
import { Timeline } from './timeline.tsx'
import { TraceMap } from './trace-map.tsx'
import { TraceTools } from './trace-tools.tsx'

/** The timeline of a trace with all that belongs to it. What of it is shown, and how, is in the URL. */
export function TraceView({ tree }: { tree: TraceTree }) {
  const { params } = place.value
  const { level, turned, unfolded, q = '', only, zoom, at, tab } = params
  const searchBox = useRef<HTMLInputElement>(null)

  const matches = useMemo(() => searchTrace(tree, q), [tree, q])
  const matchSet = useMemo(() => new Set(matches), [matches])
  const lines = useMemo(() => {
    const choice = rowChoice(tree, params)
    return visibleLines(tree, only === '1' && q !== '' ? { ...choice, only: matchSet } : choice)
  }, [tree, level, turned, unfolded, only, matchSet])
  const critical = useMemo(() => (params.path === '1' ? criticalByRow(tree) : undefined), [tree, params.path])
  const window = parseZoom(zoom, tree.durationSeconds)
  const selected = at === undefined ? undefined : tree.indexOf(at)

  const select = (index: number, how: 'push' | 'replace' = 'replace') =>
    setParams({ at: tree.rows[index]!.entity.id }, how)
  const toggle = ({ row, count }: VisibleLine) =>
    setParams(
      count > 1
        ? { unfolded: withTurned(params.unfolded, row.entity.id) }
        : { turned: withTurned(params.turned, row.entity.id) },
    )
  const setWindow = (next: TimeWindow) => setParams({ zoom: formatZoom(next, tree.durationSeconds) })
  const step = (by: 1 | -1) => {
    const next = stepMatch(matches, selected ?? -1, by)
    if (next !== undefined) reveal(tree, next, params, select)
  }
  useTraceKeys({ searchBox, step, hasQuery: q !== '' })

  return (
    <>
      <TraceMap tree={tree} onSelect={index => select(index, 'push')} />
      <div class="trace-body">
        <div class="trace-main">
          <TraceTools
            tree={tree}
            matches={matches}
            matchAt={selected === undefined ? 0 : matches.indexOf(selected) + 1}
            window={window}
            searchBox={searchBox}
            onStep={step}
            onWindow={setWindow}
          />
          <Minimap tree={tree} lines={lines} window={window} onWindow={setWindow} />
          <Timeline
            tree={tree}
            lines={lines}
            window={window}
            selected={selected}
            matches={matchSet}
            critical={critical}
            onSelect={select}
            onToggle={toggle}
            onWindow={setWindow}
          />
        </div>
        <DetailsPanel
          tree={tree}
          row={tree.rows[selected ?? tree.entry.index]!}
          tab={tab}
          onTab={name => setParams({ tab: name })}
          onSelect={index => select(index, 'push')}
          onClose={() => setParams({ at: '', tab: '' })}
        />
      </div>
    </>
  )
}

/** Selects a row; where it is closed or folded away, it is opened first. */
function reveal(
  tree: TraceTree,
  index: number,
  params: Readonly<Record<string, string>>,
  select: (index: number) => void,
): void {
  const { closed } = rowChoice(tree, params)
  let { turned } = params
  for (let at = tree.rows[index]!.parentIndex; at >= 0; at = tree.rows[at]!.parentIndex) {
    if (closed.has(at)) turned = withTurned(turned, tree.rows[at]!.entity.id)
  }
  if (turned !== params.turned) setParams({ turned: turned ?? '' })
  select(index)
}

function criticalByRow(tree: TraceTree): Map<number, CriticalStretch[]> {
  const byRow = new Map<number, CriticalStretch[]>()
  for (const stretch of criticalPath(tree)) {
    const known = byRow.get(stretch.row.index)
    if (known) known.push(stretch)
    else byRow.set(stretch.row.index, [stretch])
  }
  return byRow
}

interface TraceKeys {
  searchBox: { current: HTMLInputElement | null }
  step: (by: 1 | -1) => void
  hasQuery: boolean
}

/** Keys that work wherever on the page one is: `/` to search, `n` and `p` through what was found, `c` and `m`. */
function useTraceKeys(keys: TraceKeys): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isTyping = (event.target as Element).matches?.('input, textarea, select')
      if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return
      const { searchBox, step, hasQuery } = latest.current
      if (event.key === '/') {
        event.preventDefault()
        searchBox.current?.focus()
      } else if (event.key === 'n' && hasQuery) step(1)
      else if (event.key === 'p' && hasQuery) step(-1)
      else if (event.key === 'c') setParams({ path: place.value.params.path === '1' ? '' : '1' })
      else if (event.key === 'm') setParams({ map: place.value.params.map === '0' ? '' : '0' })
      else if (event.key === '0') setParams({ zoom: '' })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}
