import { useEffect, useMemo, useState } from 'preact/hooks'
import { parseFilter } from '../../../filter/index.ts'
import { withCondition, withGroup } from '../../model/filter-text.ts'
import { histogram } from '../../model/histogram.ts'
import { responseTimesBetween } from '../../model/service-filter.ts'
import { parseSort, sortTraces } from '../../model/sort-traces.ts'
import { traceOutcome } from '../../model/trace-outcome.ts'
import { place, setParams } from '../../state/place.ts'
import { type TraceList, useTraces } from '../../state/use-traces.ts'
import { strings } from '../../strings.ts'
import { FilterBar } from '../parts/filter-bar.tsx'
import { HistogramChart } from '../parts/histogram-chart.tsx'
import { Icon } from '../parts/icon.tsx'
import { EmptyState, FailedState, LoadingState } from '../parts/load-state.tsx'
import { Refiners } from './refiners.tsx'
import { TraceTable } from './trace-table.tsx'

const BINS = 60
const FIRST_TRACES = 200
const MORE_TRACES = 800

/** The page of all traces: a filter, how long they took, and the list, which follows what comes in. */
export function TracesPage() {
  const { filter = '', range, sort, live, group = '' } = place.value.params
  const wanted = withGroup(filter, group)
  const [most, setMost] = useState(FIRST_TRACES)
  const isLive = live !== '0'
  const { value, error, isLoading } = useTraces({ filter: wanted, range, most }, isLive)
  usePauseKey(isLive)
  // The box says by itself what it cannot read, and where.
  const isMisread = filter !== '' && parseFilter(filter).error !== undefined
  return (
    <div class="traces">
      <FilterBar error={error?.status === 400 && !isMisread ? error.message : undefined} />
      <div class="traces-body has-refiners">
        <Refiners filter={filter} wanted={wanted} range={range} isFollowing={isLive} />
        <section class="traces-main" aria-busy={isLoading}>
          {value && (
            <Found
              list={value}
              sort={sort}
              filter={filter}
              isLive={isLive}
              onMore={() => setMost(most + MORE_TRACES)}
            />
          )}
          {!value && error?.status === 400 && <EmptyState title={strings.filter.wrong} />}
          {!value && error && error.status !== 400 && <FailedState error={error} />}
          {!value && !error && <LoadingState />}
        </section>
      </div>
    </div>
  )
}

interface FoundProps {
  list: TraceList
  sort: string | undefined
  filter: string
  isLive: boolean
  onMore: () => void
}

function Found({ list, sort, filter, isLive, onMore }: FoundProps) {
  const { summaries, hasMore } = list
  const order = parseSort(sort)
  const sorted = useMemo(() => sortTraces(summaries, order), [summaries, sort])
  const bins = useMemo(() => {
    const samples = summaries.map(summary => ({
      seconds: summary.ResponseTime ?? summary.Duration ?? 0,
      count: 1,
      outcome: traceOutcome(summary),
    }))
    return histogram(samples, BINS)
  }, [summaries])
  const brush = (from: number, to: number) => {
    const condition = responseTimesBetween(from, to)
    setParams({ filter: withCondition(filter, condition) }, 'push')
  }
  if (summaries.length === 0) return <NoTraces filter={filter} />
  return (
    <>
      <div class="traces-head">
        <HistogramChart bins={bins} height={72} label={strings.traces.histogram} onBrush={brush} />
        <div class="row spread small">
          <span class="soft">{strings.traces.count(summaries.length, hasMore)}</span>
          <span class="row">
            {hasMore && (
              <button type="button" class="quiet" onClick={onMore}>
                {strings.traces.more}
              </button>
            )}
            <button
              type="button"
              aria-pressed={isLive}
              onClick={() => setParams({ live: isLive ? '0' : '' })}
            >
              <Icon name={isLive ? 'pause' : 'play'} size={12} />
              {isLive ? strings.traces.following : strings.traces.paused}
            </button>
          </span>
        </div>
      </div>
      <TraceTable summaries={sorted} sort={order} />
    </>
  )
}

function NoTraces({ filter }: { filter: string }) {
  const text = strings.noTraces
  if (filter === '')
    return (
      <EmptyState title={text.title}>
        <p>{text.explain}</p>
        <pre>{text.command(location.host)}</pre>
        <a href="/traces?range=30d">{text.longer}</a>
      </EmptyState>
    )
  return (
    <EmptyState title={text.filtered}>
      <p>{text.widen}</p>
      <div class="row">
        <button type="button" onClick={() => setParams({ filter: '' }, 'push')}>
          {text.clear}
        </button>
        <button type="button" onClick={() => setParams({ range: '30d' }, 'push')}>
          {text.longer}
        </button>
      </div>
    </EmptyState>
  )
}

/** The space bar stops and starts the list, unless it presses something else. */
function usePauseKey(isLive: boolean): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (
        event.key !== ' ' ||
        (event.target as Element).closest('input, textarea, select, button, a, summary')
      )
        return
      event.preventDefault()
      setParams({ live: isLive ? '0' : '' })
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [isLive])
}
