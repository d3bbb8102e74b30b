import type { LocalXRayStats, Refusal } from '../../../local/index.ts'
import { askXRay } from '../../api/call-xray.ts'
import { changes } from '../../api/live-events.ts'
import { formatBytes, formatClock, formatCount } from '../../model/format.ts'
import { useLoad } from '../../state/use-load.ts'
import { strings } from '../../strings.ts'
import { FailedState, LoadingState } from '../parts/load-state.tsx'
import { Meter } from '../parts/meter.tsx'

const MOST_REFUSALS = 100

/** What `/api/status` answers. */
interface Status {
  version: string
  startedAt: number
  limits: { maxBytes: number; maxTraces: number }
  counts: LocalXRayStats
}

/** What was not taken in and why, and what had to go to make room. */
export function RefusedPage() {
  const status = useLoad(signal => askXRay<Status>('/api/status', signal), [], {
    follows: changes.status,
  })
  const refused = useLoad(signal => askXRay<Refusal[]>(`/api/refused?limit=${MOST_REFUSALS}`, signal), [], {
    follows: changes.refused,
  })
  const error = status.error ?? refused.error
  if (!status.value || !refused.value) return error ? <FailedState error={error} /> : <LoadingState />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <div class="sheet-page" tabIndex={0}>
      <h1>{strings.refused.title}</h1>
      <Accounts status={status.value} />
      <Refusals refusals={refused.value} />
    </div>
  )
}

function Accounts({ status }: { status: Status }) {
  const { documents, datagrams, traces } = status.counts
  const { maxBytes, maxTraces } = status.limits
  const text = strings.refused
  const facts = [
    [text.received, documents.received],
    [text.stored, documents.stored],
    [text.refused, documents.refused],
    [text.datagrams, datagrams.rejected],
    [text.evictedTraces, traces.evicted],
  ] as const
  return (
    <section class="card">
      <div class="figures">
        {facts.map(([name, count]) => (
          <div key={name}>
            <b>{formatCount(count)}</b>
            <span class="soft small">{name}</span>
          </div>
        ))}
      </div>
      <Meter
        label={text.memory(formatBytes(documents.bytes), formatBytes(maxBytes))}
        share={documents.bytes / maxBytes}
      />
      <Meter
        label={text.traces(formatCount(traces.held), formatCount(maxTraces))}
        share={traces.held / maxTraces}
      />
      <p class="soft small">{text.roomExplain}</p>
    </section>
  )
}

function Refusals({ refusals }: { refusals: readonly Refusal[] }) {
  const text = strings.refused
  if (refusals.length === 0) return <p class="soft">{text.none}</p>
  return (
    <div class="scrolls">
      <table class="list refusals">
        <thead>
          <tr>
            <th>{text.columns.at}</th>
            <th>{text.columns.what}</th>
            <th>{text.columns.code}</th>
            <th>{text.columns.why}</th>
          </tr>
        </thead>
        <tbody>
          {refusals.map((refusal, at) => (
            <tr key={at}>
              <td class="number">{formatClock(refusal.atMillis / 1000)}</td>
              <td>{text.whats[refusal.what] ?? refusal.what}</td>
              <td>
                <span class="badge is-fault">{refusal.code}</span>
              </td>
              <td>
                {refusal.message}
                {refusal.id !== undefined && <p class="code soft">{refusal.id}</p>}
                <BeginningOf document={(refusal as { document?: string }).document} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function BeginningOf({ document }: { document: string | undefined }) {
  if (document === undefined) return null
  return (
    <details>
      <summary class="small soft">{strings.refused.beginning}</summary>
      <pre>{document}</pre>
    </details>
  )
}
