import type { TraceSummary } from '../../../local/index.ts'
import { formatDuration, formatMoment } from '../../model/format.ts'
import { traceOutcome } from '../../model/trace-outcome.ts'
import { urlOrigin } from '../../model/url-origin.ts'
import { strings } from '../../strings.ts'
import { Age } from '../parts/age.tsx'
import { OutcomeBadge } from '../parts/outcome-badge.tsx'

export const TRACE_ROW_PIXELS = 32

interface TraceRowProps {
  summary: TraceSummary
  at: number
  isSelected: boolean
  /** The longest of the list, which a whole bar stands for. */
  longestSeconds: number
}

/** One trace of the list. */
export function TraceRow({ summary, at, isSelected, longestSeconds }: TraceRowProps) {
  const { Id = '', StartTime = 0, Duration = 0, Http, EntryPoint, IsPartial, ServiceIds = [] } = summary
  const outcome = traceOutcome(summary)
  const word = IsPartial && outcome === 'ok' ? '…' : strings.outcomes[outcome]
  const url = Http?.HttpURL ?? EntryPoint?.Name ?? Id
  const origin = urlOrigin(url)
  const others = ServiceIds.length - 1
  return (
    <div
      id={`trace-${at}`}
      role="row"
      class="trace-row"
      aria-rowindex={at + 2}
      aria-selected={isSelected}
      data-at={at}
      style={{ transform: `translateY(${at * TRACE_ROW_PIXELS}px)` }}
    >
      <span role="gridcell" class="age soft" title={formatMoment(StartTime)}>
        <Age epochSeconds={StartTime} />
      </span>
      <span role="gridcell">
        <OutcomeBadge outcome={IsPartial ? 'progress' : outcome} text={String(Http?.HttpStatus ?? word)} />
      </span>
      <span role="gridcell" class="clip">
        <a href={`/t/${Id}`} tabIndex={-1}>
          {Http?.HttpMethod} <span class="origin">{origin}</span>
          {url.slice(origin.length)}
        </a>
      </span>
      <span role="gridcell" class="clip service">
        {EntryPoint?.Name}
        {others > 0 && <span class="soft"> +{others}</span>}
      </span>
      <span role="gridcell" class="number">
        {formatDuration(Duration)}
      </span>
      <span role="gridcell" class="length" aria-hidden="true">
        <i
          class={`paint-${outcome === 'ok' ? '0' : outcome}`}
          style={{ width: `${(Duration / longestSeconds) * 100}%` }}
        />
      </span>
    </div>
  )
}
