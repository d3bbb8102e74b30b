import type { Ref } from 'preact'
import { levelOf } from '../../model/row-choice.ts'
import { type TimeWindow, zoomWindow } from '../../model/time-window.ts'
import type { TraceTree } from '../../model/trace-tree.ts'
import { place, setParams } from '../../state/place.ts'
import { strings } from '../../strings.ts'
import { Icon, type IconName } from '../parts/icon.tsx'

const ZOOM_FACTOR = 0.6

interface TraceToolsProps {
  tree: TraceTree
  matches: readonly number[]
  /** Which of the matches is selected, from 1; 0 when none is. */
  matchAt: number
  window: TimeWindow
  searchBox: Ref<HTMLInputElement>
  onStep: (step: 1 | -1) => void
  onWindow: (window: TimeWindow) => void
}

/** What can be done with the timeline as a whole: search, levels, critical path, zoom. */
export function TraceTools({ tree, matches, matchAt, window, searchBox, onStep, onWindow }: TraceToolsProps) {
  const { params } = place.value
  const text = strings.trace
  const query = params.q ?? ''
  const zoom = (factor: number) => {
    const middle = (window.startSeconds + window.endSeconds) / 2
    onWindow(zoomWindow(window, factor, middle, tree.durationSeconds))
  }
  const isWhole = window.endSeconds - window.startSeconds >= tree.durationSeconds
  return (
    <div class="trace-tools" role="toolbar" aria-label={text.timeline}>
      <span class="search">
        <input
          ref={searchBox}
          type="search"
          placeholder={text.search}
          aria-label={text.searchLabel}
          value={query}
          onInput={event => setParams({ q: event.currentTarget.value })}
          onKeyDown={event => {
            if (event.key === 'Enter') onStep(event.shiftKey ? -1 : 1)
          }}
        />
        {query !== '' && (
          <>
            <output class="small soft">{text.matches(matchAt, matches.length)}</output>
            <Tool icon="up" label={text.previous} onClick={() => onStep(-1)} />
            <Tool icon="down" label={text.next} onClick={() => onStep(1)} />
            <button
              type="button"
              aria-pressed={params.only === '1'}
              onClick={() => setParams({ only: params.only === '1' ? '' : '1' })}
            >
              {text.onlyMatches}
            </button>
          </>
        )}
      </span>
      <LevelTools tree={tree} />
      <button
        type="button"
        aria-pressed={params.path === '1'}
        onClick={() => setParams({ path: params.path === '1' ? '' : '1' })}
      >
        {text.criticalPath}
      </button>
      <span class="group">
        <Tool icon="minus" label={text.zoomOut} onClick={() => zoom(1 / ZOOM_FACTOR)} isOff={isWhole} />
        <Tool icon="plus" label={text.zoomIn} onClick={() => zoom(ZOOM_FACTOR)} />
        <Tool
          icon="fit"
          label={text.zoomReset}
          onClick={() => onWindow({ startSeconds: 0, endSeconds: tree.durationSeconds })}
          isOff={isWhole}
        />
      </span>
    </div>
  )
}

function LevelTools({ tree }: { tree: TraceTree }) {
  const text = strings.trace
  const shown = Math.min(levelOf(place.value.params) ?? tree.maxDepth, tree.maxDepth)
  const show = (level: number) =>
    setParams({ level: level >= tree.maxDepth ? '' : String(level), turned: '' })
  return (
    <span class="group" role="group" aria-label={text.levels}>
      <Tool icon="minus" label={text.fewer} onClick={() => show(shown - 1)} isOff={shown === 0} />
      <span class="small soft">
        {text.levels} {text.level(shown + 1, tree.maxDepth + 1)}
      </span>
      <Tool icon="plus" label={text.more} onClick={() => show(shown + 1)} isOff={shown === tree.maxDepth} />
    </span>
  )
}

function Tool(props: { icon: IconName; label: string; onClick: () => void; isOff?: boolean }) {
  const { icon, label, onClick, isOff = false } = props
  return (
    <button type="button" class="quiet" aria-label={label} title={label} disabled={isOff} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}
