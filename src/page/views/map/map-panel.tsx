import { useMemo } from 'preact/hooks'
import { callXRay } from '../../api/call-xray.ts'
import { changes } from '../../api/live-events.ts'
import { formatCount, formatDuration, formatRate, formatShare } from '../../model/format.ts'
import { histogram, percentile } from '../../model/histogram.ts'
import { formatPlace } from '../../model/place.ts'
import { edgeFilter, serviceFilter, timesFilter } from '../../model/service-filter.ts'
import type { MapEdge, MapNode } from '../../model/service-map.ts'
import { boundsOf, parseRange } from '../../model/time-range.ts'
import { periodFor, type TimeSeriesEntry, timeSeries } from '../../model/time-series.ts'
import { go, place } from '../../state/place.ts'
import { useLoad } from '../../state/use-load.ts'
import { strings } from '../../strings.ts'
import { HistogramChart } from '../parts/histogram-chart.tsx'
import { Icon } from '../parts/icon.tsx'
import { TimeChart } from '../parts/time-chart.tsx'

const BINS = 40
const FOLLOW_MILLIS = 5000

interface MapPanelProps {
  subject: MapNode | MapEdge
  onClose: () => void
}

/** What is known of a node or an edge: its numbers, how long it takes, what it did over time, and its traces. */
export function MapPanel({ subject, onClose }: MapPanelProps) {
  const { counts, total } = subject
  const isEdge = 'edge' in subject
  const filter = isEdge ? edgeFilter(subject) : serviceFilter(subject)
  const entries = isEdge
    ? (subject.edge.ReceivedEventAgeHistogram ?? subject.edge.ResponseTimeHistogram)
    : (subject.service.ResponseTimeHistogram ?? [])
  const samples = useMemo(
    () => entries.map(({ Value, Count }) => ({ seconds: Value, count: Count, outcome: 'ok' as const })),
    [entries],
  )
  const bins = useMemo(() => histogram(samples, BINS), [samples])
  const text = strings.map
  const isAge = isEdge && subject.edge.ReceivedEventAgeHistogram !== undefined
  return (
    <aside class="details" aria-label={text.panel}>
      <header>
        <div>
          <h2>{titleOf(subject)}</h2>
          <p class="soft small">
            {isEdge ? (subject.isLink ? text.linkEdge : text.callEdge) : (subject.type ?? text.unknownType)}
          </p>
        </div>
        <button type="button" class="quiet" aria-label={strings.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <div class="panel" tabIndex={0}>
        <section class="panel-section">
          <div class="shares">
            {(['ok', 'error', 'throttle', 'fault'] as const).map(outcome => (
              <div key={outcome} class={`is-${outcome}`}>
                <b>{formatShare(total === 0 ? 0 : counts[outcome] / total)}</b>
                <span class="small">
                  {strings.outcomes[outcome]} {formatCount(counts[outcome])}
                </span>
              </div>
            ))}
          </div>
          <NumbersOf subject={subject} samples={samples} />
          <TraceLinks filter={filter} />
        </section>
        {bins.length > 0 && (
          <section class="panel-section">
            <h3>{isAge ? text.eventAges : text.responseTimes}</h3>
            <HistogramChart
              bins={bins}
              height={110}
              label={text.brush}
              isPlain
              {...(!isAge && {
                onBrush: (from: number, to: number) => showTraces(timesFilter(filter, from, to)),
              })}
            />
            {!isAge && <p class="small soft">{text.brushHint}</p>}
          </section>
        )}
        <OverTime filter={filter} />
      </div>
    </aside>
  )
}

function titleOf(subject: MapNode | MapEdge): string {
  if (!('edge' in subject))
    return subject.type === 'client' ? strings.map.clientOf(subject.name) : subject.name
  const { from, to } = subject
  return `${from.type === 'client' ? strings.map.client : from.name} → ${to.name}`
}

function NumbersOf(props: {
  subject: MapNode | MapEdge
  samples: readonly { seconds: number; count: number }[]
}) {
  const { subject, samples } = props
  const text = strings.map.columns
  const shares = [0.5, 0.9, 0.99].map(share => [share, percentile(samples, share)] as const)
  return (
    <dl class="facts">
      <dt>{text.latency}</dt>
      <dd>{formatDuration(subject.averageSeconds)}</dd>
      {shares.map(([share, seconds]) =>
        seconds === undefined ? null : (
          <>
            <dt>{strings.map.percentile(share * 100)}</dt>
            <dd>{formatDuration(seconds)}</dd>
          </>
        ),
      )}
      <dt>{text.count}</dt>
      <dd>
        {formatCount(subject.total)}, {strings.map.rate(formatRate(subject.perMinute))}
      </dd>
    </dl>
  )
}

function TraceLinks({ filter }: { filter: string }) {
  const text = strings.map
  const links = [
    [text.viewTraces, filter],
    [text.viewFaults, `${filter} { fault }`],
    [text.viewErrors, `${filter} { error }`],
  ] as const
  return (
    <p class="row">
      {links.map(([label, expression]) => (
        <a key={label} href={hrefOf(expression)}>
          {label}
        </a>
      ))}
    </p>
  )
}

function OverTime({ filter }: { filter: string }) {
  const { range } = place.value.params
  const { value } = useLoad(
    async signal => {
      const bounds = boundsOf(parseRange(range), Date.now() / 1000)
      const period = periodFor(bounds.EndTime - bounds.StartTime)
      const entries: TimeSeriesEntry[] = []
      let token: string | undefined
      do {
        const page = await callXRay<{ TimeSeriesServiceStatistics: TimeSeriesEntry[]; NextToken?: string }>(
          '/TimeSeriesServiceStatistics',
          {
            ...bounds,
            Period: period,
            EntitySelectorExpression: filter,
            ...(token !== undefined && { NextToken: token }),
          },
          signal,
        )
        entries.push(...page.TimeSeriesServiceStatistics)
        token = page.NextToken
      } while (token !== undefined)
      return { period, points: timeSeries(entries, period) }
    },
    [filter, range],
    { follows: changes.trace, everyMillis: FOLLOW_MILLIS },
  )
  if (!value || value.points.length === 0) return null
  return (
    <section class="panel-section">
      <h3>{strings.map.overTime}</h3>
      <TimeChart points={value.points} periodSeconds={value.period} />
    </section>
  )
}

function showTraces(filter: string): void {
  go({ view: 'traces', params: paramsFor(filter) })
}

function hrefOf(filter: string): string {
  return formatPlace({ view: 'traces', params: paramsFor(filter) })
}

/** The traces of the same time and group. */
function paramsFor(filter: string): Record<string, string> {
  const { range = '', group = '' } = place.value.params
  return { filter, range, group }
}
